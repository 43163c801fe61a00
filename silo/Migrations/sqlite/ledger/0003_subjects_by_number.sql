-- Subjects get a number in the order in which they first came. Events, records and their indexes go by it: what comes new is
-- written at the end of each, and not at a random place. The rows are copied: this needs as much free disk as the file is large.
DROP INDEX record_by_source;
DROP INDEX subject_due;
ALTER TABLE subject RENAME TO subject_before;
ALTER TABLE event RENAME TO event_before;
ALTER TABLE record RENAME TO record_before;

CREATE TABLE subject (
    subject INTEGER NOT NULL PRIMARY KEY,
    key     TEXT    NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    due_at  INTEGER                             -- as before
);

INSERT INTO subject (key, version, due_at)
SELECT subject, version, due_at FROM subject_before
ORDER BY (SELECT position FROM event_before WHERE event_before.subject = subject_before.subject AND event_before.version = 1);

CREATE INDEX subject_due ON subject (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE event (
    position   INTEGER NOT NULL PRIMARY KEY,    -- in commit order, without gaps
    subject    INTEGER NOT NULL,
    version    INTEGER NOT NULL,                -- from 1, without gaps for a subject
    at         INTEGER NOT NULL,
    actor      TEXT    NOT NULL,
    kind       TEXT    NOT NULL,
    payload    BLOB    NOT NULL,                -- JSON, UTF-8
    segment    TEXT    NOT NULL,
    salt       BLOB    NOT NULL,
    commitment BLOB    NOT NULL,                -- SHA-256 of salt and payload
    chain      BLOB    NOT NULL,                -- SHA-256 of the previous chain value and the commitment
    UNIQUE (subject, version)
);

INSERT INTO event (position, subject, version, at, actor, kind, payload, segment, salt, commitment, chain)
SELECT position, subject.subject, event_before.version, at, actor, kind, payload, segment, salt, commitment, chain
FROM event_before CROSS JOIN subject ON subject.key = event_before.subject
ORDER BY position;

-- Records as they stand after the newest event; list and via are '' when absent.
CREATE TABLE record (
    record     INTEGER NOT NULL PRIMARY KEY,    -- in the order in which they first came
    subject    INTEGER NOT NULL,
    kind       TEXT    NOT NULL,
    source     TEXT    NOT NULL,
    number     TEXT    NOT NULL,
    list       TEXT    NOT NULL,
    via        TEXT    NOT NULL,
    decided_on TEXT    NOT NULL,
    until      TEXT,
    state      TEXT    NOT NULL,                -- InForce, Disputed, Repaired, Withdrawn
    version    INTEGER NOT NULL,                -- of the subject, when the row was last written
    payload    BLOB    NOT NULL,
    UNIQUE (subject, kind, source, number, list, via)
);

INSERT INTO record (subject, kind, source, number, list, via, decided_on, until, state, version, payload)
SELECT subject.subject, kind, source, number, list, via, decided_on, until, state, record_before.version, payload
FROM subject CROSS JOIN record_before ON record_before.subject = subject.key
ORDER BY subject.subject;

-- Ends in the order of the table, so that new rows join it at few places.
CREATE INDEX record_by_source ON record (source, kind);

DROP TABLE record_before;
DROP TABLE event_before;
DROP TABLE subject_before;
