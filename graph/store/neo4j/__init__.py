"""A network kept in a Neo4j database."""
