"""What a person sees of a load, and decides about it."""
