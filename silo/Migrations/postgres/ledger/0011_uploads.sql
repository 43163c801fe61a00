-- Uploads of pushes, encrypted: any node must be able to go on with them. The keys are not in this database.
CREATE TABLE upload (
    file        uuid    NOT NULL PRIMARY KEY,
    id          uuid    NOT NULL UNIQUE,        -- the name under which it arrives; once finished, its job's
    turn        uuid    NOT NULL,               -- of the connection that writes it; a later one takes it over
    is_finished boolean NOT NULL,
    header      bytea   NOT NULL,
    ending      bytea,                          -- the frame that binds the lasting name and the length
    frames      int     NOT NULL,
    content     bigint  NOT NULL,               -- bytes as they were sent
    stored      bigint  NOT NULL,               -- bytes as they lie here
    touched_at  bigint  NOT NULL
);

CREATE TABLE upload_frame (
    file  uuid  NOT NULL REFERENCES upload (file) ON DELETE CASCADE,
    nth   int   NOT NULL,                       -- from 0
    frame bytea NOT NULL,
    PRIMARY KEY (file, nth)
);

-- What is encrypted does not compress.
ALTER TABLE upload_frame ALTER COLUMN frame SET STORAGE EXTERNAL;
