CREATE TABLE push_job (
    id           uuid    NOT NULL PRIMARY KEY,  -- version 7, so in order of time
    credential   text COLLATE "C" NOT NULL,
    organisation text COLLATE "C" NOT NULL,
    key          text COLLATE "C" NOT NULL,     -- the sender's idempotency key
    step         bigint  NOT NULL,              -- guards the progress as a version guards a subject
    is_open      boolean NOT NULL,              -- until completed, failed or cancelled
    is_cancelled boolean NOT NULL,              -- once its cancellation was asked for
    expires_at   bigint  NOT NULL,              -- upload and lines are deleted then
    job          bytea   NOT NULL,              -- what was asked; never changes
    progress     bytea   NOT NULL,
    UNIQUE (credential, key)
);

CREATE INDEX push_job_open ON push_job (id) WHERE is_open;
CREATE INDEX push_job_by_organisation ON push_job (organisation, id);

-- Lines of a push that its sender must hear of; the rows themselves stay in the encrypted upload.
CREATE TABLE push_line (
    job     uuid  NOT NULL,
    kind    text COLLATE "C" NOT NULL,          -- Rejected, Late
    line    int   NOT NULL,
    payload bytea NOT NULL,                     -- encrypted
    PRIMARY KEY (job, kind, line)
);

-- What a full snapshot names: the source's other records are missing from it.
CREATE TABLE push_named (
    job     uuid NOT NULL,
    subject text COLLATE "C" NOT NULL,
    number  text COLLATE "C" NOT NULL,
    PRIMARY KEY (job, subject, number)
);
