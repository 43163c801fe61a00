-- What departments did about answers. Rows are only ever added, each chained to the one before, and sealed into the evidence log.
CREATE TABLE feedback (
    sequence     INTEGER NOT NULL PRIMARY KEY,
    receipt      BLOB    NOT NULL,              -- UUID, big-endian
    code         TEXT    NOT NULL,              -- measure or incentive
    organisation TEXT    NOT NULL,
    action       TEXT    NOT NULL,              -- Applied, PartlyApplied, NotApplied, AlreadyInForce
    at           INTEGER NOT NULL,              -- UTC, 100 ns since 0001-01-01
    credential   TEXT    NOT NULL,
    payload      BLOB    NOT NULL,              -- JSON, UTF-8
    segment      TEXT    NOT NULL,
    salt         BLOB    NOT NULL,
    commitment   BLOB    NOT NULL,
    chain        BLOB    NOT NULL,
    UNIQUE (receipt, code)
);

-- What answers ask to be fed back, and how far that has come. Follows from receipts and feedback.
CREATE TABLE check_task (
    receipt      BLOB    NOT NULL PRIMARY KEY,
    organisation TEXT    NOT NULL,
    is_open      INTEGER NOT NULL,
    is_overdue   INTEGER NOT NULL,
    due_at       INTEGER,                       -- when the department is to be told that it is late; null when it is not
    version      INTEGER NOT NULL,
    payload      BLOB    NOT NULL               -- JSON, UTF-8
) WITHOUT ROWID;

CREATE INDEX check_task_by_organisation ON check_task (organisation, is_open, receipt);
CREATE INDEX check_task_due ON check_task (due_at) WHERE due_at IS NOT NULL;

-- How far each segment of receipts was looked through for what it asks. Answers of before this release ask for nothing.
CREATE TABLE receipt_looked (
    segment  TEXT    NOT NULL PRIMARY KEY,
    sequence INTEGER NOT NULL
) WITHOUT ROWID;

INSERT INTO receipt_looked (segment, sequence) SELECT segment, MAX(sequence) FROM receipt GROUP BY segment;
