"""A network kept in a SQLite file."""
