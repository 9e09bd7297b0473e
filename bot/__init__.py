"""The Rasa assistant: NLU components, actions and data."""
