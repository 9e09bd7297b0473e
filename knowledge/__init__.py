"""Public facts about work and learning: budgets, occupations, training, regions and services. No personal data."""
