"""Reads pairing data packages: folders, workbooks with the same tables, and the packages that ship."""
