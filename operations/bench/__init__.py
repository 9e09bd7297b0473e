"""Measures this assistant beside stock Rasa, with the same messages, and its look-ups beside plain search."""
