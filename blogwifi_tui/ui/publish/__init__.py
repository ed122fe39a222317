"""Publishing: what would be sent, agreed to, and how far it is."""
