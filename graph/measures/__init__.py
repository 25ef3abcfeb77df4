"""What is computed on a network, one module a subject; nothing here knows where a network is kept."""
