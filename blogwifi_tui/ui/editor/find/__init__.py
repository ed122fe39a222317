"""Find and replace in the text that is written."""
