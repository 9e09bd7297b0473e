"""The adviser desk: who waits for a human, and what was said."""
