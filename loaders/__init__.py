"""Files → records and problems. Nothing here knows a store."""
