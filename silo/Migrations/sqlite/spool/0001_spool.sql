-- Receipts that the ledger does not hold yet. Columns as in the ledger's receipt table.

CREATE TABLE receipt (
    sequence        INTEGER NOT NULL PRIMARY KEY,   -- from 1, without gaps; shipped ones leave at the low end
    id              BLOB    NOT NULL UNIQUE,
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
    salt            BLOB    NOT NULL,
    commitment      BLOB    NOT NULL,
    chain           BLOB    NOT NULL
);

CREATE INDEX receipt_by_request ON receipt (credential, request_id, at) WHERE request_id IS NOT NULL;

-- One row: the chain goes on when the receipts it was made of are gone.
CREATE TABLE spool_state (
    id       INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    segment  TEXT    NOT NULL,
    sequence INTEGER NOT NULL,
    chain    BLOB    NOT NULL
);
