"""What is computed on columns: each measure is called as the one on a network, and gives the same."""
