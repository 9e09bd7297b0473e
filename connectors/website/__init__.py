"""The website channel: a widget on any page, connected by WebSocket."""
