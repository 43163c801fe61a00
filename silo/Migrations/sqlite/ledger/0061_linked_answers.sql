-- Whom checks named beside their subject: found in receipts, so that answers that rested on a wrong record of such a person can be set right.
CREATE TABLE receipt_linked (
    person  TEXT NOT NULL,
    receipt BLOB NOT NULL,                      -- UUID, big-endian
    PRIMARY KEY (person, receipt)
) WITHOUT ROWID;

-- How far each segment of receipts was looked through for it; older ones are made good after the start.
CREATE TABLE receipt_linked_looked (
    segment  TEXT    NOT NULL PRIMARY KEY,
    sequence INTEGER NOT NULL
) WITHOUT ROWID;
