"""What happens in the conversation. Sentences stand in bot/data, never here."""
