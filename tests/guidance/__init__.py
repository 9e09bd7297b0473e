"""Tests of what is kept about a person."""
