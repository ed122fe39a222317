"""The screen of settings: each with its value and where that comes from, changed in place."""
