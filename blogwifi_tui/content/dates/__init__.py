"""Dates in headers and names: read, written, typed by a person."""
