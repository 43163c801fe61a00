-- Receipts that became durable together lie in one row: a commit writes their bytes one after the other and no index of each.
-- The table receipt keeps what an earlier release left behind until it is shipped.

CREATE TABLE block (
    last_sequence  INTEGER NOT NULL PRIMARY KEY,
    first_sequence INTEGER NOT NULL,
    segment        TEXT    NOT NULL,
    lowest_id      BLOB    NOT NULL,    -- ids are in order of time, so few blocks can hold a given one
    highest_id     BLOB    NOT NULL,
    at             INTEGER NOT NULL,    -- of its first receipt
    rows           BLOB    NOT NULL     -- form of SpooledReceipt
);

CREATE TABLE request (
    credential TEXT    NOT NULL,
    request_id TEXT    NOT NULL,
    at         INTEGER NOT NULL,
    sequence   INTEGER NOT NULL,
    PRIMARY KEY (credential, request_id, at, sequence)
) WITHOUT ROWID;

CREATE INDEX request_by_sequence ON request (sequence);
