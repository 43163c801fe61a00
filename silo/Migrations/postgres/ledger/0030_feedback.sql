-- What departments did about answers. Rows are only ever added, each chained to the one before, and sealed into the evidence log.
CREATE TABLE feedback (
    sequence     bigint NOT NULL PRIMARY KEY,
    receipt      uuid   NOT NULL,
    code         text COLLATE "C" NOT NULL,     -- measure or incentive
    organisation text COLLATE "C" NOT NULL,
    action       text   NOT NULL,               -- Applied, PartlyApplied, NotApplied, AlreadyInForce
    at           bigint NOT NULL,               -- UTC, 100 ns since 0001-01-01
    credential   text   NOT NULL,
    payload      bytea  NOT NULL,               -- JSON, UTF-8
    segment      text   NOT NULL,
    salt         bytea  NOT NULL,
    commitment   bytea  NOT NULL,
    chain        bytea  NOT NULL,
    UNIQUE (receipt, code)
);

-- What answers ask to be fed back, and how far that has come. Follows from receipts and feedback.
CREATE TABLE check_task (
    receipt      uuid    NOT NULL PRIMARY KEY,
    organisation text COLLATE "C" NOT NULL,
    is_open      boolean NOT NULL,
    is_overdue   boolean NOT NULL,
    due_at       bigint,                        -- when the department is to be told that it is late; null when it is not
    version      int     NOT NULL,
    payload      bytea   NOT NULL               -- JSON, UTF-8
);

CREATE INDEX check_task_by_organisation ON check_task (organisation, is_open, receipt);
CREATE INDEX check_task_due ON check_task (due_at) WHERE due_at IS NOT NULL;

-- How far each segment of receipts was looked through for what it asks. Answers of before this release ask for nothing.
CREATE TABLE receipt_looked (
    segment  text COLLATE "C" NOT NULL PRIMARY KEY,
    sequence bigint NOT NULL
);

INSERT INTO receipt_looked (segment, sequence) SELECT segment, sequence FROM receipt_segment;
