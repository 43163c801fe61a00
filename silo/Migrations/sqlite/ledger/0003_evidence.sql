-- The Merkle log over events and receipts (RFC 9162). Its entries are rows of those tables; what is kept here is how they are put together.

-- Which rows the log holds from an index on: numbers are positions of events, sequences of receipts.
CREATE TABLE evidence_run (
    first_index INTEGER NOT NULL PRIMARY KEY,   -- from 0
    kind        TEXT    NOT NULL,               -- event, receipt
    segment     TEXT    NOT NULL,               -- of receipts; '' for events
    first       INTEGER NOT NULL,
    last        INTEGER NOT NULL,               -- inclusive
    UNIQUE (kind, segment, first)
);

-- 256 hashes a tile, side by side: those of level 0 are of entries, one of level n + 1 stands for a whole tile of level n.
CREATE TABLE evidence_tile (
    level  INTEGER NOT NULL,
    number INTEGER NOT NULL,
    hashes BLOB    NOT NULL,
    PRIMARY KEY (level, number)
);

CREATE TABLE evidence_checkpoint (
    size INTEGER NOT NULL PRIMARY KEY,          -- entries of the log
    at   INTEGER NOT NULL,
    note TEXT    NOT NULL                       -- signed: a note of C2SP
);
