-- The change feed: what departments are told, entered with the events that it tells of.
CREATE TABLE change (
    position INTEGER NOT NULL PRIMARY KEY,      -- in commit order, without gaps
    at       INTEGER NOT NULL,
    payload  BLOB    NOT NULL                   -- JSON, UTF-8
);

-- The next instant at which time alone may change what a subject's records bring about; null when none is foreseen.
ALTER TABLE subject ADD COLUMN due_at INTEGER;

-- Of subjects that were there before, the sweep finds it out.
UPDATE subject SET due_at = 0;

CREATE INDEX subject_due ON subject (due_at) WHERE due_at IS NOT NULL;

-- Editions that the feed has announced.
CREATE TABLE edition_announced (
    edition TEXT NOT NULL PRIMARY KEY
) WITHOUT ROWID;

CREATE TABLE push_job (
    id           BLOB    NOT NULL PRIMARY KEY,  -- UUID version 7, big-endian, so in order of time
    credential   TEXT    NOT NULL,
    organisation TEXT    NOT NULL,
    key          TEXT    NOT NULL,              -- the sender's idempotency key
    step         INTEGER NOT NULL,              -- guards the progress as a version guards a subject
    is_open      INTEGER NOT NULL,              -- 1 until completed, failed or cancelled
    is_cancelled INTEGER NOT NULL,              -- 1 once its cancellation was asked for
    expires_at   INTEGER NOT NULL,              -- upload and lines are deleted then
    job          BLOB    NOT NULL,              -- what was asked; never changes
    progress     BLOB    NOT NULL,
    UNIQUE (credential, key)
);

CREATE INDEX push_job_open ON push_job (is_open) WHERE is_open = 1;
CREATE INDEX push_job_by_organisation ON push_job (organisation, id);

-- Lines of a push that its sender must hear of; the rows themselves stay in the encrypted upload.
CREATE TABLE push_line (
    job     BLOB    NOT NULL,
    kind    TEXT    NOT NULL,                   -- Rejected, Late
    line    INTEGER NOT NULL,
    payload BLOB    NOT NULL,                   -- encrypted
    PRIMARY KEY (job, kind, line)
) WITHOUT ROWID;

-- What a full snapshot names: the source's other records are missing from it.
CREATE TABLE push_named (
    job     BLOB NOT NULL,
    subject TEXT NOT NULL,
    number  TEXT NOT NULL,
    PRIMARY KEY (job, subject, number)
) WITHOUT ROWID;
