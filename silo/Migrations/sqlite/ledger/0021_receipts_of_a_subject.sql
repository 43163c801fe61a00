-- When a record is found wrong, every past answer that rested on it is looked for.
CREATE INDEX receipt_by_subject ON receipt (subject, id);
