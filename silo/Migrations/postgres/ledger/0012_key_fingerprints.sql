-- What the keys of the nodes must agree on, without the keys: SHA-256 over 256 random bits and their purpose.
CREATE TABLE key_fingerprint (
    purpose     text COLLATE "C" NOT NULL,      -- person: the chain of secrets of person tags; content: the keys of uploads
    version     int   NOT NULL,                 -- place in the file, from 1
    fingerprint bytea NOT NULL,
    PRIMARY KEY (purpose, version)
);
