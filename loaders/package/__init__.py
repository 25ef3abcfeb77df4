"""Pairing data packages: folders, workbooks that hold the same tables, and the packages that ship."""
