-- Objections, repairs and other cases as they stand after the newest event of their subject.
CREATE TABLE case_file (
    id        text COLLATE "C" NOT NULL PRIMARY KEY,    -- kind and UUID version 7, so in order of time within a kind
    kind      text COLLATE "C" NOT NULL,                -- Objection, Repair, JointAction
    subject   text COLLATE "C" NOT NULL,
    source    text COLLATE "C" NOT NULL,                -- unit whose record the case is about
    opened_by text COLLATE "C" NOT NULL,
    state     text    NOT NULL,
    is_open   boolean NOT NULL,
    due_at    bigint,                                   -- when somebody is next to be told of a deadline; null when nobody is
    payload   bytea   NOT NULL                          -- JSON, UTF-8
);

CREATE INDEX case_by_kind ON case_file (kind, id);
CREATE INDEX case_due ON case_file (due_at) WHERE due_at IS NOT NULL;

-- Departments that have to do something in a case.
CREATE TABLE case_party (
    department text COLLATE "C" NOT NULL,
    id         text COLLATE "C" NOT NULL,
    PRIMARY KEY (department, id)
);
