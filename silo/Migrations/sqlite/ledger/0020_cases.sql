-- Objections, repairs and other cases as they stand after the newest event of their subject.
CREATE TABLE case_file (
    id        TEXT    NOT NULL PRIMARY KEY,     -- kind and UUID version 7, so in order of time within a kind
    kind      TEXT    NOT NULL,                 -- Objection, Repair, JointAction
    subject   TEXT    NOT NULL,
    source    TEXT    NOT NULL,                 -- unit whose record the case is about
    opened_by TEXT    NOT NULL,
    state     TEXT    NOT NULL,
    is_open   INTEGER NOT NULL,
    due_at    INTEGER,                          -- when somebody is next to be told of a deadline; null when nobody is
    payload   BLOB    NOT NULL                  -- JSON, UTF-8
) WITHOUT ROWID;

CREATE INDEX case_by_kind ON case_file (kind, id);
CREATE INDEX case_due ON case_file (due_at) WHERE due_at IS NOT NULL;

-- Departments that have to do something in a case.
CREATE TABLE case_party (
    department TEXT NOT NULL,
    id         TEXT NOT NULL,
    PRIMARY KEY (department, id)
) WITHOUT ROWID;
