"""What the CPD clauses say, in plain Python: frozen facts in, decisions and refusals out. No clock, no database."""
