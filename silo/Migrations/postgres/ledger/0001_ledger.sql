-- Instants are UTC in units of 100 ns since 0001-01-01: (at - 621355968000000000) / 10000000 is Unix time.
-- A timestamptz would round them to microseconds. Dates are legal days in China, yyyy-mm-dd.
-- Keys are of collation "C": every reader and writer sorts them alike, and the locale of a server changes nothing.

-- Partitioned by subject, because the one promise that the table itself must keep is one event a subject and version.
CREATE TABLE event (
    position   bigint NOT NULL,                 -- in commit order, without gaps: assigned under an advisory lock that is held to the commit
    subject    text COLLATE "C" NOT NULL,
    version    bigint NOT NULL,                 -- from 1, without gaps for a subject
    at         bigint NOT NULL,
    actor      text   NOT NULL,
    kind       text   NOT NULL,
    payload    bytea  NOT NULL,                 -- JSON, UTF-8
    segment    text   NOT NULL,                 -- one writer's chain; a writer begins a new one when it starts, or lost sight of a commit
    sequence   bigint NOT NULL,                 -- place in the segment, from 1, without gaps
    salt       bytea  NOT NULL,
    commitment bytea  NOT NULL,                 -- SHA-256 of salt and payload
    chain      bytea  NOT NULL,                 -- SHA-256 of the previous chain value of the segment and the commitment
    PRIMARY KEY (subject, version)
) PARTITION BY HASH (subject);

DO $$
BEGIN
    FOR part IN 0..15 LOOP
        EXECUTE format('CREATE TABLE event_%s PARTITION OF event FOR VALUES WITH (MODULUS 16, REMAINDER %s)', lpad(part::text, 2, '0'), part);
    END LOOP;
END $$;

CREATE INDEX event_by_position ON event (position);

CREATE TABLE subject (
    subject text COLLATE "C" NOT NULL PRIMARY KEY,
    version bigint NOT NULL,
    due_at  bigint                              -- when time alone may next change what its records bring about; null when nothing is foreseen
) WITH (fillfactor = 80);

CREATE INDEX subject_due ON subject (due_at) WHERE due_at IS NOT NULL;

-- Records as they stand after the newest event; list and via are '' when absent.
CREATE TABLE record (
    subject    text COLLATE "C" NOT NULL,
    kind       text COLLATE "C" NOT NULL,
    source     text COLLATE "C" NOT NULL,
    number     text COLLATE "C" NOT NULL,
    list       text COLLATE "C" NOT NULL,
    via        text COLLATE "C" NOT NULL,
    decided_on text COLLATE "C" NOT NULL,
    until      text COLLATE "C",
    state      text    NOT NULL,                -- InForce, Disputed, Repaired, Withdrawn
    is_removed boolean NOT NULL,                -- ended early
    as_of      bigint  NOT NULL,                -- of its revision
    version    bigint  NOT NULL,                -- of the subject, when the row was last written
    payload    bytea   NOT NULL,
    PRIMARY KEY (subject, kind, source, number, list, via)
);

CREATE INDEX record_by_source ON record (source, kind, number);

CREATE TABLE mirror_pending (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,    -- oldest debt first
    person  text COLLATE "C" NOT NULL,
    kind    text COLLATE "C" NOT NULL,
    source  text COLLATE "C" NOT NULL,
    number  text COLLATE "C" NOT NULL,
    list    text COLLATE "C" NOT NULL,
    via     text COLLATE "C" NOT NULL,
    payload bytea NOT NULL,
    UNIQUE (person, kind, source, number, list, via)
);

CREATE TABLE source (
    code  text COLLATE "C" NOT NULL PRIMARY KEY,
    as_of bigint NOT NULL
);

CREATE TABLE person (
    id          uuid  NOT NULL PRIMARY KEY,
    tag_version int   NOT NULL,
    tag         bytea NOT NULL,
    name_tag    bytea NOT NULL,
    masked_name text  NOT NULL,
    UNIQUE (tag_version, tag)
);

-- The change feed: what departments are told, entered with the events that it tells of.
CREATE TABLE change (
    position bigint NOT NULL PRIMARY KEY,       -- in commit order, without gaps
    at       bigint NOT NULL,
    payload  bytea  NOT NULL                    -- JSON, UTF-8
);

CREATE INDEX change_by_time ON change (at);

-- Editions that the feed has announced.
CREATE TABLE edition_announced (
    edition text COLLATE "C" NOT NULL PRIMARY KEY
);
