-- What departments and the operator declared beside records: decided cases, and what follows. Rows are only ever added, each chained to the one before.
CREATE TABLE declaration (
    sequence     INTEGER NOT NULL PRIMARY KEY,
    kind         TEXT    NOT NULL,              -- DecidedCase
    at           INTEGER NOT NULL,              -- UTC, 100 ns since 0001-01-01
    organisation TEXT    NOT NULL,
    credential   TEXT    NOT NULL,
    payload      BLOB    NOT NULL,              -- JSON, UTF-8
    segment      TEXT    NOT NULL,
    salt         BLOB    NOT NULL,
    commitment   BLOB    NOT NULL,
    chain        BLOB    NOT NULL
);

-- Decided cases as they stand after their newest report. This table and those below follow from declarations and receipts.
CREATE TABLE decided_case (
    department  TEXT    NOT NULL,
    matter      TEXT    NOT NULL,
    number      TEXT    NOT NULL,               -- business number
    timing      TEXT    NOT NULL,               -- InTime, Expired, Late, Never; Withdrawn
    month       INTEGER NOT NULL,               -- of the decision, such as 202611
    receipt     BLOB,                           -- that the case names; UUID, big-endian
    declaration INTEGER NOT NULL,               -- sequence of its newest report
    PRIMARY KEY (department, matter, number)
) WITHOUT ROWID;

CREATE INDEX decided_case_by_timing ON decided_case (department, timing, month, matter, number);
CREATE INDEX decided_case_by_receipt ON decided_case (receipt) WHERE receipt IS NOT NULL;

-- Checks that were made for a case, whether it was reported already or not.
CREATE TABLE case_check (
    department  TEXT    NOT NULL,
    matter      TEXT    NOT NULL,
    number      TEXT    NOT NULL,
    receipt     BLOB    NOT NULL,
    at          INTEGER NOT NULL,
    valid_until INTEGER NOT NULL,
    subject     TEXT,                           -- null when the person was not known
    by_number   INTEGER NOT NULL,   -- made with the number of the case; else only named by a report
    PRIMARY KEY (department, matter, number, receipt)
) WITHOUT ROWID;

CREATE TABLE coverage_count (
    month      INTEGER NOT NULL,
    department TEXT    NOT NULL,
    matter     TEXT    NOT NULL,
    measure    TEXT    NOT NULL,
    count      INTEGER NOT NULL,
    PRIMARY KEY (month, department, matter, measure)
) WITHOUT ROWID;

-- How far each segment of receipts was looked through. Moves in the transaction that counts them.
CREATE TABLE coverage_looked (
    segment  TEXT    NOT NULL PRIMARY KEY,
    sequence INTEGER NOT NULL
) WITHOUT ROWID;
