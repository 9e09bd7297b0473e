"""The terminal channel: a conversation on standard input and output, for people who try, test or measure."""
