-- Whom checks named beside their subject: found in receipts, so that answers that rested on a wrong record of such a person can be set right.
CREATE TABLE receipt_linked (
    person  text COLLATE "C" NOT NULL,
    receipt uuid NOT NULL,
    PRIMARY KEY (person, receipt)
);

-- How far each segment of receipts was looked through for it; older ones are made good after the start.
CREATE TABLE receipt_linked_looked (
    segment  text COLLATE "C" NOT NULL PRIMARY KEY,
    sequence bigint NOT NULL
);
