-- Gives events and feed entries their positions. A reader that asks for what comes after a position must never be passed by: positions become
-- visible in their order because the lock is held from here to the commit. It is taken in here, once everything that is to be written has
-- arrived, so a node that stops in the middle of sending stops nobody else.
CREATE FUNCTION ledger_enter(
    of_segment text, after_sequence bigint,
    subjects text[], versions bigint[], ats bigint[], actors text[], kinds text[], payloads bytea[], salts bytea[], commitments bytea[], chains bytea[],
    change_ats bigint[], change_payloads bytea[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('creditgate positions', 0));

    -- A statement of its own, so that it sees what the last holder of the lock committed.
    INSERT INTO event (position, subject, version, at, actor, kind, payload, segment, sequence, salt, commitment, chain)
    SELECT last.position + a.nth, a.subject, a.version, a.at, a.actor, a.kind, a.payload, of_segment, after_sequence + a.nth, a.salt, a.commitment, a.chain
    FROM (SELECT COALESCE(MAX(position), 0) AS position FROM event) AS last,
        unnest(subjects, versions, ats, actors, kinds, payloads, salts, commitments, chains) WITH ORDINALITY
            AS a (subject, version, at, actor, kind, payload, salt, commitment, chain, nth)
    ORDER BY a.nth;

    IF cardinality(change_ats) > 0 THEN
        INSERT INTO change (position, at, payload)
        SELECT last.position + a.nth, a.at, a.payload
        FROM (SELECT COALESCE(MAX(position), 0) AS position FROM change) AS last,
            unnest(change_ats, change_payloads) WITH ORDINALITY AS a (at, payload, nth)
        ORDER BY a.nth;
    END IF;
END $$;
