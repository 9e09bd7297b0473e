"""Search over thousands of occupations by name: words, letters, learned synonyms and meaning, weighed together."""
