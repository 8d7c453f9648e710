-- Group partner. Roles are bits. State: 0 created, 1 approval pending, 2 active, 3 expired, 4 terminated. A time that has
-- not come is instant 0.

CREATE TABLE granular_relationships (
    partner_id UUID NOT NULL,
    customer_id UUID NOT NULL,
    relationship_id UUID NOT NULL,
    customer_name TEXT NOT NULL,
    display_name TEXT NOT NULL,
    roles BIGINT NOT NULL,
    days BIGINT NOT NULL,
    auto_extend BIGINT NOT NULL,
    state BIGINT NOT NULL,
    created BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    activated BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (partner_id, customer_id, relationship_id)
);

CREATE INDEX granular_relationships_by_end ON granular_relationships (ends) WHERE state IN (1, 2);

-- Of all partners, for a job.
CREATE FUNCTION concordat_due_granular_relationships(moment BIGINT, most BIGINT)
RETURNS SETOF granular_relationships LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    before TEXT = coalesce(current_setting('concordat.scope', TRUE), '');
BEGIN
    PERFORM set_config('concordat.scope', 'operators', TRUE);
    RETURN QUERY
    SELECT * FROM granular_relationships WHERE state IN (1, 2) AND ends <= moment ORDER BY ends LIMIT most;
    PERFORM set_config('concordat.scope', before, TRUE);
END $$;

-- The second wall between partners, as for the other tables of tenants.
DO $$
DECLARE
    service TEXT = current_database() || '_service';
BEGIN
    ALTER TABLE granular_relationships ENABLE ROW LEVEL SECURITY;
    ALTER TABLE granular_relationships FORCE ROW LEVEL SECURITY;
    EXECUTE format('CREATE POLICY own_rows ON granular_relationships TO %I USING (partner_id = '
        || '(SELECT nullif(current_setting(''concordat.partner'', TRUE), '''')::UUID))', service);
    CREATE POLICY all_rows ON granular_relationships TO CURRENT_USER
        USING (current_setting('concordat.scope', TRUE) = 'operators');
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON granular_relationships TO %I', service);
    EXECUTE format('ALTER FUNCTION concordat_due_granular_relationships SET search_path = pg_catalog, %I, pg_temp',
        current_schema());
    REVOKE ALL ON FUNCTION concordat_due_granular_relationships FROM PUBLIC;
    EXECUTE format('GRANT EXECUTE ON FUNCTION concordat_due_granular_relationships TO %I', service);
END $$;
