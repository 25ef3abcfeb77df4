"""What a Neo4j store is made of: its labels and relationships, its versions, its constraints and indexes.

    (:Jiedui:Organization:Village {id, name, …})-[:PAIRED_WITH {id, start, end, …}]->(…), (…)-[:PART_OF]->(…)
    (:Jiedui:Statement)-[:ABOUT]->(…), (:Jiedui:Contribution), (:Jiedui:Claim), (:Jiedui:Dataset), (:Jiedui:Source)

Every node of ours has the label `Jiedui`; nothing else is ever read or touched. One node, `JieduiStore`, is the marker:
it holds the number of the state that readers see (`version`). A record is there from the state in which it was `born`
until the one in which it `died`. A load writes what is new and marks what goes for the next state, in batches that
nobody sees, and then moves the number in one transaction.

A dataset is a series of versions, each for a day. Every record says which `dataset` and `version` (an ISO day, empty
without one) states it; what a question for a day rests on is picked by these (`graph.versions`). For people who ask the
server themselves an agreement also says from which day on and until which its version counts (`listed_from`,
`listed_until`), and so does the node of the version. An agreement that earlier versions listed and a later one does not
is kept with that one too; it has `unlisted_since`, and `source_version`, the one whose source it is.

A contribution is tied to whoever gave and received it (`GAVE`, `TO`); one that names only an agreement, to the two ends
of that. `connected` in the marker is the state whose contributions are: not the one that is seen where an earlier
jiedui wrote it, and then the next load ties them.

`Undo` holds what the last step that wrote had changed, in pieces of `graph.store.packed`; without data it was new.
"""

from __future__ import annotations

from graph.model import Kind

FORMAT = 2
"""The version of this schema; in the first a dataset was replaced, and nothing said which version states a record."""
NEVER = 2**53
"""The state in which a record dies that nothing has replaced."""
ALWAYS, EVER = "", "9999-12-31"
"""Since when the first version of a dataset counts, and until when the newest does."""
LIVE = "{0}.born <= $state AND {0}.died > $state"
"""The condition that a record is there in the state that is read."""
SEEN = "($seen IS NULL OR {0}.dataset + '@' + {0}.version IN $seen)"
"""The condition that a version states a record on which the question rests."""
STATED = "EXISTS {{ (s:Statement)-[:ABOUT]->({0}) WHERE " + LIVE.format("s") + " }}"
"""The condition that statements say what is known of an organization; else its node does."""
LABELS = {kind: "".join(part.capitalize() for part in kind.value.split("_")) for kind in Kind}
"""The label of each kind; labels in a query come from here and from nowhere else."""
CONSTRAINTS = (
    "CREATE CONSTRAINT jiedui_store IF NOT EXISTS FOR (m:JieduiStore) REQUIRE m.id IS UNIQUE",
    "CREATE CONSTRAINT jiedui_organization IF NOT EXISTS FOR (o:Organization) REQUIRE o.id IS UNIQUE",
    "DROP CONSTRAINT jiedui_dataset IF EXISTS",
    "CREATE CONSTRAINT jiedui_version IF NOT EXISTS FOR (d:Dataset) REQUIRE (d.name, d.version) IS UNIQUE",
)
"""The one that is dropped is of the first format."""
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


def key_of(dataset: str, version: str) -> str:
    """A version of a dataset as one text, as `SEEN` has it.

    >>> key_of("a", "2024-06-30"), key_of("a", "")
    ('a@2024-06-30', 'a@')
    """
    return f"{dataset}@{version}"
