-- Editions of the catalogue that were submitted here, whole. Never changed nor removed: receipts rest on them.
CREATE TABLE edition_package (
    edition text COLLATE "C" NOT NULL PRIMARY KEY,
    content bytea NOT NULL              -- JSON, UTF-8
);

-- What was done with editions, in order.
CREATE TABLE edition_act (
    sequence bigint NOT NULL PRIMARY KEY,
    payload  bytea  NOT NULL            -- JSON, UTF-8
);
