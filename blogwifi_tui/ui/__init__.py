"""The Textual front end, and the only place that imports Textual."""
