"""Reads rosters: spreadsheets as people keep them."""
