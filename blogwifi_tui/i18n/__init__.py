"""The words of the program, in English and in French."""
