-- A network in one file. Integer keys inside; texts of the model's vocabularies as they are.

-- What a dataset states for one day.
CREATE TABLE version (
    n             INTEGER PRIMARY KEY AUTOINCREMENT,
    dataset       TEXT NOT NULL,
    as_of         TEXT,
    read_as       TEXT NOT NULL,
    title_en      TEXT NOT NULL,
    title_zh      TEXT NOT NULL,
    location      TEXT NOT NULL,
    fingerprint   TEXT NOT NULL,
    notes_en      TEXT NOT NULL,
    notes_zh      TEXT NOT NULL,
    organizations INTEGER NOT NULL,
    agreements    INTEGER NOT NULL,
    contributions INTEGER NOT NULL,
    claims        INTEGER NOT NULL,
    roster        INTEGER NOT NULL,
    rejected      INTEGER NOT NULL
);

-- What a bulletin says that waits for somebody's decision, in order.
CREATE TABLE IF NOT EXISTS proposal (
    version INTEGER NOT NULL REFERENCES version,
    n       INTEGER NOT NULL,
    said    TEXT NOT NULL,
    PRIMARY KEY (version, n)
) WITHOUT ROWID;

-- Columns cut into pieces, never changed once written (`pieces.py` says how): the agreements or contributions that a
-- version states, with what finds them by an organization; the agreements of earlier versions that it no longer lists
-- stand among them. Without a version: the numbers of all organizations, and
-- their order, in which every unit is followed by all that lies in it.
CREATE TABLE segment (
    n       INTEGER PRIMARY KEY AUTOINCREMENT,
    version INTEGER REFERENCES version,
    records TEXT NOT NULL,
    count   INTEGER NOT NULL,
    pieces  INTEGER NOT NULL,
    digest  INTEGER NOT NULL
);

CREATE TABLE piece (
    segment  INTEGER NOT NULL REFERENCES segment,
    field    TEXT NOT NULL,
    chunk    INTEGER NOT NULL,
    size     INTEGER NOT NULL,
    first    INTEGER,
    last     INTEGER,
    coding   TEXT NOT NULL,
    checksum INTEGER NOT NULL,
    data     BLOB NOT NULL
);

CREATE TABLE file (
    n       INTEGER PRIMARY KEY,
    version INTEGER NOT NULL REFERENCES version,
    name    TEXT NOT NULL,
    sheet   TEXT
);

CREATE TABLE source (
    n         INTEGER PRIMARY KEY,
    version   INTEGER NOT NULL REFERENCES version,
    id        TEXT NOT NULL,
    title     TEXT NOT NULL,
    publisher TEXT,
    date      TEXT,
    url       TEXT,
    language  TEXT,
    file      TEXT,
    UNIQUE (version, id)
);

-- One row an organization, merged from all that state it; `statement` keeps what each version said where several do, or
-- where the only one is not the newest of its dataset.
CREATE TABLE organization (
    n            INTEGER PRIMARY KEY,
    id           TEXT NOT NULL,
    name         TEXT NOT NULL,
    name_en      TEXT,
    aliases      TEXT,
    kind         TEXT NOT NULL,
    part_of      INTEGER REFERENCES organization,
    other_code   TEXT, -- null where the id is cn- and the code, empty where there is no code
    code         TEXT GENERATED ALWAYS AS (nullif(coalesce(other_code, substr(id, 4)), '')) VIRTUAL,
    on_roster    INTEGER NOT NULL,
    illustrative INTEGER NOT NULL,
    attributes   TEXT,
    version      INTEGER NOT NULL REFERENCES version,
    source       INTEGER NOT NULL REFERENCES source,
    file         INTEGER NOT NULL REFERENCES file,
    row          INTEGER NOT NULL
);

CREATE TABLE statement (
    organization INTEGER NOT NULL REFERENCES organization,
    version      INTEGER NOT NULL REFERENCES version,
    name         TEXT NOT NULL,
    name_en      TEXT,
    aliases      TEXT,
    kind         TEXT NOT NULL,
    part_of      TEXT,
    code         TEXT,
    on_roster    INTEGER NOT NULL,
    illustrative INTEGER NOT NULL,
    attributes   TEXT,
    source       INTEGER NOT NULL REFERENCES source,
    file         INTEGER NOT NULL REFERENCES file,
    row          INTEGER NOT NULL,
    PRIMARY KEY (organization, version)
) WITHOUT ROWID;

CREATE TABLE claim (
    n          INTEGER PRIMARY KEY,
    version    INTEGER NOT NULL REFERENCES version,
    id         TEXT NOT NULL,
    kind       TEXT,
    form       TEXT,
    helper     INTEGER REFERENCES organization,
    recipient  INTEGER REFERENCES organization,
    helpers    TEXT NOT NULL,
    recipients TEXT NOT NULL,
    measure    TEXT,
    value      TEXT,
    unit       TEXT,
    sector     TEXT,
    since      TEXT,
    printed    TEXT,
    attributes TEXT,
    source     INTEGER NOT NULL REFERENCES source,
    file       INTEGER NOT NULL REFERENCES file,
    row        INTEGER NOT NULL
);

-- What the last step that wrote changed: versions as they were before (`graph/store/packed.py`), null for new ones.
CREATE TABLE undo (
    dataset TEXT NOT NULL,
    version TEXT NOT NULL,
    step    TEXT NOT NULL,
    data    BLOB,
    PRIMARY KEY (dataset, version)
);

-- A checksum of the rows of a block of keys, or of a whole small table (`integrity.py` says how).
CREATE TABLE digest (
    records  TEXT NOT NULL,
    block    INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    PRIMARY KEY (records, block)
) WITHOUT ROWID;

-- indexes
CREATE UNIQUE INDEX version_day ON version (dataset, coalesce(as_of, ''));
CREATE UNIQUE INDEX piece_place ON piece (segment, field, chunk, size, first, last, checksum);
CREATE UNIQUE INDEX organization_id ON organization (id);
CREATE INDEX organization_name ON organization (name);
CREATE INDEX organization_name_en ON organization (name_en COLLATE NOCASE) WHERE name_en IS NOT NULL;
CREATE INDEX organization_alias ON organization (n) WHERE aliases IS NOT NULL;
CREATE INDEX organization_code ON organization (other_code) WHERE other_code <> '';
