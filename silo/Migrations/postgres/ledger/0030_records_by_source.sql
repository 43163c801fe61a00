-- Ends in the order of the table, so that new records join it at few places and not at a random one each: nothing looks for a number without its subject.
DROP INDEX record_by_source;
CREATE INDEX record_by_source ON record (source, kind);
