"""Matches written names with the organizations they mean, and keeps what people decided about them."""
