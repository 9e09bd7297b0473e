"""Telegram: a webhook inside the gateway or polling, with python-telegram-bot."""
