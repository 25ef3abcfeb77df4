"""Spreadsheets as people keep them, read into records."""
