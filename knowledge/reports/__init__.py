"""Figures on the knowledge layer, one module per section."""
