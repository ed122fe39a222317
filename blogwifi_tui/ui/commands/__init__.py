"""The table of commands, from which keys, bar, palette, help and README follow."""
