"""What the editing widget is made of: wrapping, painting, colours, lists, pairs, search."""
