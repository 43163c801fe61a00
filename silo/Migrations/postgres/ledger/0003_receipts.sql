-- By month of the time in the id: old months leave as a whole, and a query about one id or one day reads one or two of them.
CREATE TABLE receipt (
    id              uuid   NOT NULL PRIMARY KEY,    -- version 7, so in order of time
    at              bigint NOT NULL,
    subject         text COLLATE "C" NOT NULL,
    subject_version bigint NOT NULL,
    matter          text   NOT NULL,
    outcome         text   NOT NULL,
    credential      text COLLATE "C" NOT NULL,
    business_number text,
    request_id      text COLLATE "C",
    request_hash    bytea,
    payload         bytea  NOT NULL,
    segment         text   NOT NULL,
    sequence        bigint NOT NULL,
    salt            bytea  NOT NULL,
    commitment      bytea  NOT NULL,
    chain           bytea  NOT NULL
) PARTITION BY RANGE (id);

-- Should a month not have been made in time, its receipts are taken all the same.
CREATE TABLE receipt_rest PARTITION OF receipt DEFAULT;

-- Not unique: an id may come again after its 24 hours, and two nodes may both have answered it before either shipped.
CREATE INDEX receipt_by_request ON receipt (credential, request_id, at) WHERE request_id IS NOT NULL;

-- How far each spool's chain has come. It keeps a sequence from being given twice, which no key of a partitioned table could.
CREATE TABLE receipt_segment (
    segment  text COLLATE "C" NOT NULL PRIMARY KEY,
    sequence bigint NOT NULL
);

-- Makes a month's table beside its parent and then attaches it, so that readers and writers of other months wait no longer than that takes.
CREATE FUNCTION receipt_month(month text, low uuid, high uuid) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    part text := 'receipt_' || month;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('creditgate receipt_month', 0));
    IF to_regclass(part) IS NOT NULL THEN
        RETURN false;
    END IF;

    EXECUTE format('CREATE TABLE %I (LIKE receipt INCLUDING ALL)', part);
    EXECUTE format('ALTER TABLE receipt ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', part, low, high);
    RETURN true;
END $$;
