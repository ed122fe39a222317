"""The tags of the whole blog."""
