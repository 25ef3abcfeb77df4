"""What the commands that take data in do: open what a user names, load it into a store, reconcile names, compare loads.

This is the one room of `loaders` that knows a store.
"""
