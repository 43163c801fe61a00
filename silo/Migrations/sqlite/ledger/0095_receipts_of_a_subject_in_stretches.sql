-- Entries of 4,096 receipts lie together: a new one goes to a page that is about to be written anyway, not to any of the whole index.
-- Who asks for the receipts of a subject looks into each stretch.
DROP INDEX receipt_by_subject;
CREATE INDEX receipt_by_subject ON receipt (sequence >> 12, subject, id);
