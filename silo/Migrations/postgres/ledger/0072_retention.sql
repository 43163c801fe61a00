-- Content whose period is over, or that was erased, leaves its row: payload and salt give way to a digest, and the row's place in the evidence log stands.

-- Holds, erasures and removals are declarations: found among many of cases.
CREATE INDEX declaration_of_retention ON declaration (kind, sequence) WHERE kind IN ('LegalHold', 'Erasure', 'Removal');

-- Which declaration tells of a removed row. Only points the way: the declaration itself names the rows.
CREATE TABLE removed_run (
    kind        text COLLATE "C" NOT NULL,      -- event, receipt, feedback
    segment     text COLLATE "C" NOT NULL,      -- of receipts; '' for others
    first       bigint NOT NULL,
    last        bigint NOT NULL,                -- inclusive
    declaration bigint NOT NULL,
    PRIMARY KEY (kind, segment, first)
);

-- How far receipts were looked through for those whose period is over.
CREATE TABLE retention_cursor (
    kind  text COLLATE "C" NOT NULL PRIMARY KEY,
    after uuid NOT NULL
);

-- Erasures that were ordered, and when each was carried out whole. The order itself is a declaration.
CREATE TABLE erasure (
    declaration bigint NOT NULL PRIMARY KEY,
    id          uuid   NOT NULL UNIQUE,
    finished_at bigint                              -- UTC, 100 ns since 0001-01-01; null while something of it is to be done
);
