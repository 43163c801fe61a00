-- The sweeps of persons and of entities stand at keys; NULL for those that stand at a UUID.
ALTER TABLE retention_cursor ADD COLUMN key TEXT;
