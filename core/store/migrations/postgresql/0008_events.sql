-- Group partner: where a partner is told what has happened, and how that goes. A lease is the right of one worker to
-- deliver to the partner until it ends.

CREATE TABLE webhook_registrations (
    partner_id UUID NOT NULL PRIMARY KEY,
    sealed BYTEA NOT NULL,
    changed BIGINT NOT NULL,
    version BIGINT NOT NULL,
    failures BIGINT NOT NULL,
    paused_until BIGINT NOT NULL,
    lease_id UUID NOT NULL,
    leased_until BIGINT NOT NULL
);

CREATE INDEX webhook_registrations_by_lease ON webhook_registrations (lease_id);

-- Entries of the record on their way to the partner, in the order of their commits; test events have negative positions.
CREATE TABLE events (
    partner_id UUID NOT NULL,
    position BIGINT NOT NULL,
    entry_id UUID NOT NULL,
    subject_id UUID NOT NULL,
    at BIGINT NOT NULL,
    resource BIGINT NOT NULL,
    operation BIGINT NOT NULL,
    state BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    due BIGINT NOT NULL,
    PRIMARY KEY (partner_id, position, entry_id)
);

CREATE INDEX events_pending ON events (partner_id, position, due) WHERE state = 1;
CREATE INDEX events_pending_by_subject ON events (partner_id, subject_id, position, due) WHERE state = 1;
CREATE INDEX events_by_age ON events (at);
CREATE INDEX test_events_by_age ON events (at) WHERE position < 0;

CREATE TABLE event_attempts (
    partner_id UUID NOT NULL,
    entry_id UUID NOT NULL,
    at BIGINT NOT NULL,
    attempt BIGINT NOT NULL,
    status BIGINT NOT NULL,
    problem TEXT NOT NULL,
    PRIMARY KEY (partner_id, entry_id, at, attempt)
);

CREATE INDEX event_attempts_by_age ON event_attempts (at);

-- Which transaction wrote an entry: all below the oldest that still runs have ended, so that positions given by this
-- skip none that commits late. A range index, because one that every insert goes through would cost every change.
ALTER TABLE record ADD COLUMN written_by BIGINT;
ALTER TABLE record ALTER COLUMN written_by SET DEFAULT pg_current_xact_id()::TEXT::BIGINT;
CREATE INDEX record_by_transaction ON record USING brin (written_by) WITH (pages_per_range = 16, autosummarize = on);

-- Up to which transaction of which cluster positions have been given, exclusive, and the last position.
CREATE TABLE event_horizon (
    only_row BIGINT NOT NULL PRIMARY KEY CHECK (only_row = 1),
    cluster BIGINT NOT NULL,
    reached BIGINT NOT NULL,
    last_position BIGINT NOT NULL,
    last_at BIGINT NOT NULL
);

CREATE FUNCTION concordat_cluster() RETURNS BIGINT LANGUAGE sql STABLE AS
$$ SELECT system_identifier FROM pg_control_system() $$;

CREATE FUNCTION concordat_oldest_transaction() RETURNS BIGINT LANGUAGE sql VOLATILE AS
$$ SELECT pg_snapshot_xmin(pg_current_snapshot())::TEXT::BIGINT $$;

INSERT INTO event_horizon (only_row, cluster, reached, last_position, last_at)
VALUES (1, concordat_cluster(), concordat_oldest_transaction(), 0, 0);

CREATE FUNCTION concordat_events_waiting() RETURNS BIGINT LANGUAGE sql SECURITY DEFINER AS
$$ SELECT (cluster <> concordat_cluster() OR reached < concordat_oldest_transaction())::INT::BIGINT FROM event_horizon $$;

-- Gives the next positions. `most` is how many transactions are looked at. Only one caller at a time; a second one finds
-- nothing to do. After a restore into another cluster the numbers of transactions mean nothing any more: what was written
-- since shortly before the last position and has none is taken by its time, once, while nobody writes, and the numbers
-- begin anew.
CREATE FUNCTION concordat_place_events(now BIGINT, most BIGINT) RETURNS BIGINT LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    day CONSTANT BIGINT = 86400000000;
    before TEXT = current_setting('concordat.scope', TRUE);
    horizon event_horizon%ROWTYPE;
    moved BOOLEAN;
    upto BIGINT;
    placed BIGINT = 0;
    newest BIGINT;
BEGIN
    PERFORM set_config('concordat.scope', 'operators', TRUE);
    SELECT * INTO horizon FROM event_horizon FOR UPDATE SKIP LOCKED;
    IF FOUND THEN
        moved = horizon.cluster <> concordat_cluster();
        IF moved THEN
            LOCK TABLE record IN ACCESS EXCLUSIVE MODE;
            upto = concordat_oldest_transaction();
            INSERT INTO events (partner_id, position, entry_id, subject_id, at, resource, operation, state, attempts, due)
            SELECT r.partner_id, horizon.last_position + row_number() OVER (ORDER BY r.at, r.entry_id), r.entry_id,
                   r.subject_id, r.at, r.resource, r.operation, 1, 0, now
            FROM webhook_registrations w
            JOIN record r ON r.partner_id = w.partner_id AND r.at >= horizon.last_at - day AND r.at >= w.changed - day
            WHERE NOT EXISTS (SELECT FROM events e WHERE e.partner_id = r.partner_id AND e.entry_id = r.entry_id);
            GET DIAGNOSTICS placed = ROW_COUNT;
            ALTER TABLE record DROP COLUMN written_by;
            ALTER TABLE record ADD COLUMN written_by BIGINT;
            ALTER TABLE record ALTER COLUMN written_by SET DEFAULT pg_current_xact_id()::TEXT::BIGINT;
            CREATE INDEX record_by_transaction ON record USING brin (written_by)
                WITH (pages_per_range = 16, autosummarize = on);
        ELSE
            upto = least(concordat_oldest_transaction(), horizon.reached + most);
            INSERT INTO events (partner_id, position, entry_id, subject_id, at, resource, operation, state, attempts, due)
            SELECT r.partner_id, horizon.last_position + row_number() OVER (ORDER BY r.written_by, r.at, r.entry_id),
                   r.entry_id, r.subject_id, r.at, r.resource, r.operation, 1, 0, now
            FROM record r
            JOIN webhook_registrations w ON w.partner_id = r.partner_id
            WHERE r.written_by >= horizon.reached AND r.written_by < upto;
            GET DIAGNOSTICS placed = ROW_COUNT;
        END IF;
        -- Nothing is written while nothing happens: that would be a transaction to look at again.
        IF moved OR placed > 0 OR upto >= horizon.reached + most THEN
            SELECT max(at) INTO newest FROM events WHERE position > horizon.last_position
                AND position <= horizon.last_position + placed
                AND partner_id IN (SELECT partner_id FROM webhook_registrations);
            UPDATE event_horizon SET cluster = concordat_cluster(), reached = upto,
                last_position = horizon.last_position + placed, last_at = greatest(last_at, newest);
        END IF;
    END IF;
    PERFORM set_config('concordat.scope', coalesce(before, ''), TRUE);
    RETURN placed;
END $$;

-- Whether, and which, partner has something due: of all partners, which row security does not let the service see.
CREATE FUNCTION concordat_due_target(now BIGINT, most_failures BIGINT) RETURNS UUID LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    before TEXT = current_setting('concordat.scope', TRUE);
    found_one UUID;
BEGIN
    PERFORM set_config('concordat.scope', 'operators', TRUE);
    SELECT w.partner_id INTO found_one
    FROM webhook_registrations w
    WHERE w.paused_until <= now AND w.leased_until <= now AND w.failures <= most_failures
        AND EXISTS (SELECT FROM events e
                    WHERE e.partner_id = w.partner_id AND e.state = 1 AND e.due <= now
                        AND NOT EXISTS (SELECT FROM events b
                                        WHERE b.partner_id = e.partner_id AND b.subject_id = e.subject_id
                                            AND b.state = 1 AND b.position < e.position AND b.due > now))
    ORDER BY w.leased_until
    LIMIT 1;
    PERFORM set_config('concordat.scope', coalesce(before, ''), TRUE);
    RETURN found_one;
END $$;

-- The same, and it is the caller's until the lease ends. Workers of all servers ask at once: none waits for another.
CREATE FUNCTION concordat_claim_target(lease UUID, now BIGINT, until BIGINT, most_failures BIGINT) RETURNS BOOLEAN
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    before TEXT = current_setting('concordat.scope', TRUE);
    claimed BOOLEAN;
BEGIN
    PERFORM set_config('concordat.scope', 'operators', TRUE);
    UPDATE webhook_registrations SET lease_id = lease, leased_until = until
    WHERE partner_id = (
        SELECT w.partner_id
        FROM webhook_registrations w
        WHERE w.paused_until <= now AND w.leased_until <= now AND w.failures <= most_failures
            AND EXISTS (SELECT FROM events e
                        WHERE e.partner_id = w.partner_id AND e.state = 1 AND e.due <= now
                            AND NOT EXISTS (SELECT FROM events b
                                            WHERE b.partner_id = e.partner_id AND b.subject_id = e.subject_id
                                                AND b.state = 1 AND b.position < e.position AND b.due > now))
        ORDER BY w.leased_until
        LIMIT 1
        FOR UPDATE SKIP LOCKED);
    claimed = FOUND;
    PERFORM set_config('concordat.scope', coalesce(before, ''), TRUE);
    RETURN concordat_require(claimed);
END $$;

CREATE FUNCTION concordat_claimed_target(lease UUID) RETURNS TABLE (partner UUID, failed BIGINT)
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    before TEXT = current_setting('concordat.scope', TRUE);
BEGIN
    PERFORM set_config('concordat.scope', 'operators', TRUE);
    RETURN QUERY SELECT w.partner_id, w.failures FROM webhook_registrations w WHERE w.lease_id = lease;
    PERFORM set_config('concordat.scope', coalesce(before, ''), TRUE);
END $$;

CREATE FUNCTION concordat_purge_events(before_at BIGINT, tests_before BIGINT, most BIGINT) RETURNS BIGINT
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    before TEXT = current_setting('concordat.scope', TRUE);
BEGIN
    PERFORM set_config('concordat.scope', 'operators', TRUE);
    DELETE FROM events WHERE (partner_id, position, entry_id) IN
        (SELECT partner_id, position, entry_id FROM events WHERE at < before_at LIMIT most);
    DELETE FROM events WHERE (partner_id, position, entry_id) IN
        (SELECT partner_id, position, entry_id FROM events WHERE position < 0 AND at < tests_before LIMIT most);
    DELETE FROM event_attempts WHERE (partner_id, entry_id, at, attempt) IN
        (SELECT partner_id, entry_id, at, attempt FROM event_attempts WHERE at < before_at LIMIT most);
    PERFORM set_config('concordat.scope', coalesce(before, ''), TRUE);
    RETURN 0;
END $$;

-- A test event of the partner, unless it has had `most` whose positions are below `since`: newer ones are smaller. The
-- count is taken after the wait for others who ask, since each statement of a volatile function sees what is committed.
CREATE FUNCTION concordat_add_test_event(partner UUID, place BIGINT, event UUID, now BIGINT, since BIGINT, most BIGINT)
RETURNS BOOLEAN LANGUAGE plpgsql AS $$
DECLARE
    counted BIGINT;
BEGIN
    PERFORM FROM webhook_registrations WHERE partner_id = partner FOR NO KEY UPDATE;
    PERFORM concordat_require(FOUND);
    SELECT count(*) INTO counted FROM events WHERE partner_id = partner AND position < since;
    PERFORM concordat_require(counted < most);
    INSERT INTO events (partner_id, position, entry_id, subject_id, at, resource, operation, state, attempts, due)
    VALUES (partner, place, event, event, now, 0, 0, 1, 0, now);
    RETURN TRUE;
END $$;

-- The second wall between partners, as for the other tables of tenants; the functions above work as the owner, under a
-- search path that is fixed.
DO $$
DECLARE
    service TEXT = current_database() || '_service';
    tenant_table TEXT;
    working REGPROCEDURE;
BEGIN
    FOREACH working IN ARRAY ARRAY['concordat_events_waiting()', 'concordat_place_events(BIGINT, BIGINT)',
        'concordat_due_target(BIGINT, BIGINT)', 'concordat_claim_target(UUID, BIGINT, BIGINT, BIGINT)',
        'concordat_claimed_target(UUID)', 'concordat_purge_events(BIGINT, BIGINT, BIGINT)']::REGPROCEDURE[]
    LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = pg_catalog, %I, pg_temp', working, current_schema());
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', working);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', working, service);
    END LOOP;
    FOREACH tenant_table IN ARRAY ARRAY['webhook_registrations', 'events', 'event_attempts']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
        EXECUTE format('CREATE POLICY own_rows ON %I TO %I USING (partner_id = '
            || '(SELECT nullif(current_setting(''concordat.partner'', TRUE), '''')::UUID))', tenant_table, service);
        EXECUTE format('CREATE POLICY all_rows ON %I TO CURRENT_USER USING '
            || '(current_setting(''concordat.scope'', TRUE) = ''operators'')', tenant_table);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO %I', tenant_table, service);
    END LOOP;
END $$;
