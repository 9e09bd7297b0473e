"""Measures this assistant beside stock Rasa: same machine, same run, same training data, same messages."""
