"""What goes wrong in the world: processes that die, lines that break."""
