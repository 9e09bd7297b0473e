"""One module per section of `python -m knowledge report`."""
