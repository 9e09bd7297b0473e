"""Reads official files into the knowledge database; the curated layer stays on top."""
