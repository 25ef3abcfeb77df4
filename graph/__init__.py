"""The pairing network: its records, the stores that hold it, the measures taken on it."""
