"""How each generator is run to show its site: a module of its name, which ends in one Builder."""
