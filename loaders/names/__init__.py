"""Matching written names to the organizations they mean, and what people decided about them."""
