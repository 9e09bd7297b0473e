"""Measurements of the knowledge, as tables people can read."""
