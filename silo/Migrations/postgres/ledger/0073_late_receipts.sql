-- A receipt that comes from a spool after its person was erased opens the erasure again, in the transaction that adds it.
ALTER TABLE erasure ADD COLUMN subject text COLLATE "C";
ALTER TABLE erasure ADD COLUMN late bigint NOT NULL DEFAULT 0;       -- how many came

UPDATE erasure SET subject = convert_from(payload, 'UTF8')::jsonb ->> 'subject' FROM declaration WHERE declaration.sequence = erasure.declaration;

CREATE INDEX erasure_of_subject ON erasure (subject);
