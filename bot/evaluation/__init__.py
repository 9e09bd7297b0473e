"""Measures how well messages are understood: `make nlu-report`. Nothing here runs in the assistant."""
