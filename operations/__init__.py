"""Starting, building and measuring the assistant as a whole."""
