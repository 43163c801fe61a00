-- A receipt that comes from a spool after its person was erased opens the erasure again, in the transaction that adds it.
ALTER TABLE erasure ADD COLUMN subject TEXT;
ALTER TABLE erasure ADD COLUMN late INTEGER NOT NULL DEFAULT 0;      -- how many came

UPDATE erasure SET subject = (SELECT json_extract(CAST(payload AS TEXT), '$.subject') FROM declaration WHERE declaration.sequence = erasure.declaration);

CREATE INDEX erasure_of_subject ON erasure (subject);
