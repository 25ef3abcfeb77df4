"""Press bulletins in prose → statements: what each sentence says, and what of it may be taken at once."""
