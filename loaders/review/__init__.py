"""What a person sees of a load and decides about it: outcomes, workbooks to fill in, and reading them back."""
