"""Connectors: one message in, messages out. A channel turns its own updates into `Incoming` and delivers `Outgoing`."""
