-- Group customer. What a customer begins with, its administrator, is written as before: the defaults are that
-- user's. Its name has no hash and needs none, since nobody else may have it.

ALTER TABLE customer_users ADD COLUMN state BIGINT NOT NULL DEFAULT 1;

ALTER TABLE customer_users ADD COLUMN deleted BIGINT NOT NULL DEFAULT 0;

ALTER TABLE customer_users ADD COLUMN version BIGINT NOT NULL DEFAULT 1;

ALTER TABLE customer_users ADD COLUMN roles BIGINT NOT NULL DEFAULT 1;

ALTER TABLE customer_users ADD COLUMN name_hash BYTEA;

-- Partial, both of them, so that a new customer's administrator is in neither.
CREATE UNIQUE INDEX customer_users_by_name ON customer_users (customer_id, name_hash)
WHERE state = 1 AND name_hash IS NOT NULL;

CREATE INDEX customer_users_by_deletion ON customer_users (deleted) WHERE state = 2;

-- For the service's job, as for expired requests: how many users were deleted before a time (of the first `most`),
-- and their end, of all partners.
CREATE FUNCTION concordat_deleted_users(before_then BIGINT, most BIGINT) RETURNS BIGINT LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    before TEXT = current_setting('concordat.scope', TRUE);
    counted BIGINT;
BEGIN
    PERFORM set_config('concordat.scope', 'operators', TRUE);
    SELECT count(*) INTO counted FROM
        (SELECT FROM customer_users WHERE state = 2 AND deleted < before_then LIMIT most) AS deleted_users;
    PERFORM set_config('concordat.scope', coalesce(before, ''), TRUE);
    RETURN counted;
END $$;

CREATE FUNCTION concordat_purge_users(before_then BIGINT, most BIGINT) RETURNS BIGINT LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    before TEXT = current_setting('concordat.scope', TRUE);
    purged BIGINT;
BEGIN
    PERFORM set_config('concordat.scope', 'operators', TRUE);
    DELETE FROM customer_users WHERE (customer_id, user_id) IN
        (SELECT customer_id, user_id FROM customer_users WHERE state = 2 AND deleted < before_then LIMIT most);
    GET DIAGNOSTICS purged = ROW_COUNT;
    PERFORM set_config('concordat.scope', coalesce(before, ''), TRUE);
    RETURN purged;
END $$;

DO $$
DECLARE
    service TEXT = current_database() || '_service';
    purging TEXT;
BEGIN
    FOREACH purging IN ARRAY ARRAY['concordat_deleted_users', 'concordat_purge_users']
    LOOP
        EXECUTE format('ALTER FUNCTION %I(BIGINT, BIGINT) SET search_path = pg_catalog, %I, pg_temp', purging,
            current_schema());
        EXECUTE format('REVOKE ALL ON FUNCTION %I(BIGINT, BIGINT) FROM PUBLIC', purging);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %I(BIGINT, BIGINT) TO %I', purging, service);
    END LOOP;
END $$;
