"""Appointments outside the chat: the page behind the link in a mail, and what is sent when its time has come."""
