-- Commitments that were pushed are followed from now on: the sweep over terms looks at every subject that has one, and enters what follows.
UPDATE subject SET due_at = 0 WHERE subject IN (SELECT record.subject FROM record WHERE kind = 'Commitment');
