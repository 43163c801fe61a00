-- Editions of the catalogue that were submitted here, whole. Never changed nor removed: receipts rest on them.
CREATE TABLE edition_package (
    edition TEXT NOT NULL PRIMARY KEY,
    content BLOB NOT NULL               -- JSON, UTF-8
) WITHOUT ROWID;

-- What was done with editions, in order.
CREATE TABLE edition_act (
    sequence INTEGER NOT NULL PRIMARY KEY,
    payload  BLOB    NOT NULL           -- JSON, UTF-8
);
