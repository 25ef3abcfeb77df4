"""The map: a network as one page that opens anywhere, without a server and without the internet."""
