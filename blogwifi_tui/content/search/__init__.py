"""Finds posts by words and by properties: tag, state, year and so on."""
