"""What a Neo4j store is made of: its labels and relationships, its versions, its constraints and indexes.

    (:Jiedui:Organization:Village {id, name, …})-[:PAIRED_WITH {id, start, end, …}]->(…), (…)-[:PART_OF]->(…)
    (:Jiedui:Statement)-[:ABOUT]->(…), (:Jiedui:Contribution), (:Jiedui:Claim), (:Jiedui:Dataset), (:Jiedui:Source)

Every node of ours has the label `Jiedui`; nothing else is ever read or touched. One node, `JieduiStore`, is the marker:
it holds the version that readers see. A record is there from the version in which it was `born` until the one in which
it `died`. A load writes what is new and marks what goes for the next version, in batches that nobody sees, and then
moves the version in one transaction.

A contribution is tied to whoever gave and received it (`GAVE`, `TO`); one that names only an agreement, to the two ends
of that. `connected` in the marker is the version whose contributions are: not the one that is seen where an earlier
jiedui wrote it, and then the next load ties them.
"""

from __future__ import annotations

from graph.model import Kind

FORMAT = 1
"""The version of this schema."""
NEVER = 2**53
"""The version in which a record dies that nothing has replaced."""
LIVE = "{0}.born <= $version AND {0}.died > $version"
"""The condition that a record is there in the version that is read."""
LABELS = {kind: "".join(part.capitalize() for part in kind.value.split("_")) for kind in Kind}
"""The label of each kind; labels in a query come from here and from nowhere else."""
CONSTRAINTS = (
    "CREATE CONSTRAINT jiedui_store IF NOT EXISTS FOR (m:JieduiStore) REQUIRE m.id IS UNIQUE",
    "CREATE CONSTRAINT jiedui_organization IF NOT EXISTS FOR (o:Organization) REQUIRE o.id IS UNIQUE",
    "CREATE CONSTRAINT jiedui_dataset IF NOT EXISTS FOR (d:Dataset) REQUIRE d.name IS UNIQUE",
)
AGREEMENT_INDEX = "CREATE INDEX jiedui_agreement IF NOT EXISTS FOR ()-[a:PAIRED_WITH]-() ON (a.id)"
INDEXES = (
    AGREEMENT_INDEX,
    "CREATE INDEX jiedui_code IF NOT EXISTS FOR (o:Organization) ON (o.code)",
    "CREATE INDEX jiedui_statement IF NOT EXISTS FOR (s:Statement) ON (s.dataset)",
    "CREATE INDEX jiedui_contribution IF NOT EXISTS FOR (c:Contribution) ON (c.dataset)",
    "CREATE INDEX jiedui_claim IF NOT EXISTS FOR (c:Claim) ON (c.dataset)",
    "CREATE INDEX jiedui_source IF NOT EXISTS FOR (s:Source) ON (s.dataset)",
    "CREATE FULLTEXT INDEX jiedui_names IF NOT EXISTS FOR (o:Organization) ON EACH [o.name, o.name_en, o.aliases] "
    "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk', `fulltext.eventually_consistent`: true}}",
)
"""Made after the first load, which is faster without them. The full-text one is for people who ask the server
themselves; no answer of ours needs it."""
