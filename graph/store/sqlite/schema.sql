-- A network in one file. Integer keys inside; texts of the model's vocabularies as they are.
-- An organization's descendants are exactly the rows whose `pos` lies in its [pos, last]: an area is a range scan.
-- An agreement's start and end are kept as the first and last day each may mean (yyyymmdd): 2018 is 20180101 and
-- 20181231, an unknown one 0 and 99999999.

CREATE TABLE dataset (
    n             INTEGER PRIMARY KEY,
    name        TEXT NOT NULL UNIQUE,
    title_en    TEXT NOT NULL,
    title_zh    TEXT NOT NULL,
    as_of       TEXT,
    location    TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    notes_en    TEXT NOT NULL,
    notes_zh    TEXT NOT NULL,
    organizations INTEGER NOT NULL,
    agreements    INTEGER NOT NULL,
    contributions INTEGER NOT NULL,
    claims        INTEGER NOT NULL
);

CREATE TABLE file (
    n       INTEGER PRIMARY KEY,
    dataset INTEGER NOT NULL REFERENCES dataset,
    name    TEXT NOT NULL,
    sheet   TEXT
);

CREATE TABLE source (
    n         INTEGER PRIMARY KEY,
    dataset   INTEGER NOT NULL REFERENCES dataset,
    id        TEXT NOT NULL,
    title     TEXT NOT NULL,
    publisher TEXT,
    date      TEXT,
    url       TEXT,
    language  TEXT,
    file      TEXT,
    UNIQUE (dataset, id)
);

-- One row an organization, merged from all that state it; `statement` keeps what each said when several do.
CREATE TABLE organization (
    n            INTEGER PRIMARY KEY,
    id           TEXT NOT NULL,
    name         TEXT NOT NULL,
    name_en      TEXT,
    aliases      TEXT,
    kind         TEXT NOT NULL,
    part_of      INTEGER REFERENCES organization,
    code         TEXT,
    on_roster    INTEGER NOT NULL,
    illustrative INTEGER NOT NULL,
    attributes   TEXT,
    dataset      INTEGER NOT NULL REFERENCES dataset,
    source       INTEGER NOT NULL REFERENCES source,
    file         INTEGER NOT NULL REFERENCES file,
    row          INTEGER NOT NULL,
    pos          INTEGER NOT NULL,
    last         INTEGER NOT NULL
);

CREATE TABLE statement (
    organization INTEGER NOT NULL REFERENCES organization,
    dataset      INTEGER NOT NULL REFERENCES dataset,
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
    PRIMARY KEY (organization, dataset)
) WITHOUT ROWID;

CREATE TABLE agreement (
    n            INTEGER PRIMARY KEY,
    id           TEXT NOT NULL,
    helper       INTEGER NOT NULL REFERENCES organization,
    recipient    INTEGER NOT NULL REFERENCES organization,
    kind         TEXT,
    form         TEXT,
    sector       TEXT,
    start_first  INTEGER NOT NULL,
    start_last   INTEGER NOT NULL,
    end_first    INTEGER NOT NULL,
    end_last     INTEGER NOT NULL,
    certainty    TEXT NOT NULL,
    status       TEXT NOT NULL DEFAULT 'agreed',
    illustrative INTEGER NOT NULL,
    attributes   TEXT,
    source       INTEGER NOT NULL REFERENCES source,
    file         INTEGER NOT NULL REFERENCES file,
    row          INTEGER NOT NULL,
    CHECK (helper <> recipient)
);

CREATE TABLE contribution (
    n            INTEGER PRIMARY KEY,
    dataset      INTEGER NOT NULL REFERENCES dataset,
    id           TEXT NOT NULL,
    agreement    TEXT,
    helper       INTEGER REFERENCES organization,
    recipient    INTEGER REFERENCES organization,
    measure      TEXT NOT NULL,
    value        TEXT NOT NULL,
    unit         TEXT NOT NULL,
    sector       TEXT,
    period       TEXT,
    printed      TEXT,
    status       TEXT NOT NULL DEFAULT 'given',
    bound        TEXT NOT NULL DEFAULT 'exact',
    illustrative INTEGER NOT NULL,
    attributes   TEXT,
    source       INTEGER NOT NULL REFERENCES source,
    file         INTEGER NOT NULL REFERENCES file,
    row          INTEGER NOT NULL
);

CREATE TABLE claim (
    n          INTEGER PRIMARY KEY,
    dataset    INTEGER NOT NULL REFERENCES dataset,
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

-- indexes
CREATE UNIQUE INDEX organization_id ON organization (id);
CREATE INDEX organization_name ON organization (name);
CREATE INDEX organization_name_en ON organization (name_en COLLATE NOCASE) WHERE name_en IS NOT NULL;
CREATE INDEX organization_alias ON organization (n) WHERE aliases IS NOT NULL;
CREATE INDEX organization_code ON organization (code) WHERE code IS NOT NULL;
CREATE INDEX organization_kind ON organization (kind, pos, on_roster, part_of, illustrative);
CREATE INDEX organization_unit ON organization (n) WHERE last > pos;
CREATE INDEX agreement_recipient
    ON agreement (recipient, start_first, end_last, illustrative, sector, start_last, end_first, status);
CREATE INDEX agreement_helper ON agreement (helper);
CREATE INDEX contribution_agreement ON contribution (agreement) WHERE agreement IS NOT NULL;
CREATE INDEX contribution_helper ON contribution (helper);
CREATE INDEX contribution_recipient ON contribution (recipient);
