-- Instants are UTC in units of 100 ns since 0001-01-01: (at - 621355968000000000) / 10000000 is Unix time.
-- Dates are legal days in China, yyyy-mm-dd.

CREATE TABLE event (
    position   INTEGER NOT NULL PRIMARY KEY,    -- in commit order, without gaps
    subject    TEXT    NOT NULL,
    version    INTEGER NOT NULL,                -- from 1, without gaps for a subject
    at         INTEGER NOT NULL,
    actor      TEXT    NOT NULL,
    kind       TEXT    NOT NULL,
    payload    BLOB    NOT NULL,                -- JSON, UTF-8
    segment    TEXT    NOT NULL,
    salt       BLOB    NOT NULL,
    commitment BLOB    NOT NULL,                -- SHA-256 of salt and payload
    chain      BLOB    NOT NULL,                -- SHA-256 of the previous chain value and the commitment
    UNIQUE (subject, version)
);

CREATE TABLE subject (
    subject TEXT    NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL
) WITHOUT ROWID;

-- Records as they stand after the newest event; list and via are '' when absent.
CREATE TABLE record (
    subject    TEXT    NOT NULL,
    kind       TEXT    NOT NULL,
    source     TEXT    NOT NULL,
    number     TEXT    NOT NULL,
    list       TEXT    NOT NULL,
    via        TEXT    NOT NULL,
    decided_on TEXT    NOT NULL,
    until      TEXT,
    state      TEXT    NOT NULL,                -- InForce, Disputed, Repaired, Withdrawn
    version    INTEGER NOT NULL,                -- of the subject, when the row was last written
    payload    BLOB    NOT NULL,
    PRIMARY KEY (subject, kind, source, number, list, via)
) WITHOUT ROWID;

CREATE INDEX record_by_source ON record (source, kind, number);

CREATE TABLE mirror_pending (
    id      INTEGER NOT NULL PRIMARY KEY,       -- oldest debt first
    person  TEXT    NOT NULL,
    kind    TEXT    NOT NULL,
    source  TEXT    NOT NULL,
    number  TEXT    NOT NULL,
    list    TEXT    NOT NULL,
    via     TEXT    NOT NULL,
    payload BLOB    NOT NULL,
    UNIQUE (person, kind, source, number, list, via)
);

CREATE TABLE source (
    code  TEXT    NOT NULL PRIMARY KEY,
    as_of INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE person (
    tag_version INTEGER NOT NULL,
    tag         BLOB    NOT NULL,
    name_tag    BLOB    NOT NULL,
    masked_name TEXT    NOT NULL,
    id          BLOB    NOT NULL UNIQUE,
    UNIQUE (tag_version, tag)
);

CREATE TABLE receipt (
    id              BLOB    NOT NULL PRIMARY KEY,   -- UUID version 7, big-endian, so in order of time
    at              INTEGER NOT NULL,
    subject         TEXT    NOT NULL,
    subject_version INTEGER NOT NULL,
    matter          TEXT    NOT NULL,
    outcome         TEXT    NOT NULL,
    credential      TEXT    NOT NULL,
    business_number TEXT,
    request_id      TEXT,
    request_hash    BLOB,
    payload         BLOB    NOT NULL,
    segment         TEXT    NOT NULL,
    sequence        INTEGER NOT NULL,
    salt            BLOB    NOT NULL,
    commitment      BLOB    NOT NULL,
    chain           BLOB    NOT NULL,
    UNIQUE (segment, sequence)
);

-- Not unique: an id may come again after its 24 hours, and two nodes may both have answered it before either shipped.
CREATE INDEX receipt_by_request ON receipt (credential, request_id, at) WHERE request_id IS NOT NULL;
