-- Content whose period is over, or that was erased, leaves its row: payload and salt give way to a digest, and the row's place in the evidence log stands.

-- Holds, erasures and removals are declarations: found among many of cases.
CREATE INDEX declaration_of_retention ON declaration (kind, sequence) WHERE kind IN ('LegalHold', 'Erasure', 'Removal');

-- Which declaration tells of a removed row. Only points the way: the declaration itself names the rows.
CREATE TABLE removed_run (
    kind        TEXT    NOT NULL,               -- event, receipt, feedback
    segment     TEXT    NOT NULL,               -- of receipts; '' for others
    first       INTEGER NOT NULL,
    last        INTEGER NOT NULL,               -- inclusive
    declaration INTEGER NOT NULL,
    PRIMARY KEY (kind, segment, first)
) WITHOUT ROWID;

-- How far receipts were looked through for those whose period is over.
CREATE TABLE retention_cursor (
    kind  TEXT NOT NULL PRIMARY KEY,
    after BLOB NOT NULL                         -- UUID, big-endian
) WITHOUT ROWID;

-- Erasures that were ordered, and when each was carried out whole. The order itself is a declaration.
CREATE TABLE erasure (
    declaration INTEGER NOT NULL PRIMARY KEY,
    id          BLOB    NOT NULL UNIQUE,
    finished_at INTEGER                              -- UTC, 100 ns since 0001-01-01; null while something of it is to be done
);
