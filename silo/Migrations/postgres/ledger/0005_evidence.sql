-- The Merkle log over events and receipts (RFC 9162). Its entries are rows of those tables; what is kept here is how they are put together.

-- Which rows the log holds from an index on: numbers are positions of events, sequences of receipts.
CREATE TABLE evidence_run (
    first_index bigint NOT NULL PRIMARY KEY,    -- from 0
    kind        text COLLATE "C" NOT NULL,      -- event, receipt
    segment     text COLLATE "C" NOT NULL,      -- of receipts; '' for events
    first       bigint NOT NULL,
    last        bigint NOT NULL,                -- inclusive
    UNIQUE (kind, segment, first)
);

-- 256 hashes a tile, side by side: those of level 0 are of entries, one of level n + 1 stands for a whole tile of level n.
CREATE TABLE evidence_tile (
    level  int    NOT NULL,
    number bigint NOT NULL,
    hashes bytea  NOT NULL,
    PRIMARY KEY (level, number)
);

CREATE TABLE evidence_checkpoint (
    size bigint NOT NULL PRIMARY KEY,           -- entries of the log
    at   bigint NOT NULL,
    note text   NOT NULL                        -- signed: a note of C2SP
);

CREATE INDEX receipt_by_place ON receipt (segment COLLATE "C", sequence);
