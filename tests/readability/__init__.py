"""How well the Dutch that people read can be read: what is looked at, the rules, and the report."""
