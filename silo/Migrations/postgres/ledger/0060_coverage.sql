-- What departments and the operator declared beside records: decided cases, and what follows. Rows are only ever added, each chained to the one before.
CREATE TABLE declaration (
    sequence     bigint NOT NULL PRIMARY KEY,
    kind         text   NOT NULL,               -- DecidedCase
    at           bigint NOT NULL,               -- UTC, 100 ns since 0001-01-01
    organisation text   NOT NULL,
    credential   text   NOT NULL,
    payload      bytea  NOT NULL,               -- JSON, UTF-8
    segment      text   NOT NULL,
    salt         bytea  NOT NULL,
    commitment   bytea  NOT NULL,
    chain        bytea  NOT NULL
);

-- Decided cases as they stand after their newest report. This table and those below follow from declarations and receipts.
CREATE TABLE decided_case (
    department  text COLLATE "C" NOT NULL,
    matter      text COLLATE "C" NOT NULL,
    number      text COLLATE "C" NOT NULL,      -- business number
    timing      text COLLATE "C" NOT NULL,      -- InTime, Expired, Late, Never; Withdrawn
    month       int    NOT NULL,                -- of the decision, such as 202611
    receipt     uuid,                           -- that the case names
    declaration bigint NOT NULL,                -- sequence of its newest report
    PRIMARY KEY (department, matter, number)
);

CREATE INDEX decided_case_by_timing ON decided_case (department, timing, month, matter, number);
CREATE INDEX decided_case_by_receipt ON decided_case (receipt) WHERE receipt IS NOT NULL;

-- Checks that were made for a case, whether it was reported already or not.
CREATE TABLE case_check (
    department  text COLLATE "C" NOT NULL,
    matter      text COLLATE "C" NOT NULL,
    number      text COLLATE "C" NOT NULL,
    receipt     uuid   NOT NULL,
    at          bigint NOT NULL,
    valid_until bigint NOT NULL,
    subject     text,                           -- null when the person was not known
    by_number   boolean NOT NULL,   -- made with the number of the case; else only named by a report
    PRIMARY KEY (department, matter, number, receipt)
);

CREATE TABLE coverage_count (
    month      int  NOT NULL,
    department text COLLATE "C" NOT NULL,
    matter     text COLLATE "C" NOT NULL,
    measure    text COLLATE "C" NOT NULL,
    count      bigint NOT NULL,
    PRIMARY KEY (month, department, matter, measure)
);

-- How far each segment of receipts was looked through. Moves in the transaction that counts them.
CREATE TABLE coverage_looked (
    segment  text COLLATE "C" NOT NULL PRIMARY KEY,
    sequence bigint NOT NULL
);
