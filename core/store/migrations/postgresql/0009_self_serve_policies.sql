-- Group partner. A policy goes with the relationship: what a customer may buy at a partner's cost ends there.

CREATE TABLE self_serve_policies (
    partner_id UUID NOT NULL,
    policy_id UUID NOT NULL,
    customer_id UUID NOT NULL,
    permissions BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (partner_id, policy_id),
    UNIQUE (partner_id, customer_id),
    FOREIGN KEY (partner_id, customer_id) REFERENCES accounts (partner_id, customer_id) ON DELETE CASCADE
);

-- The second wall between partners, as for the other tables of tenants.
DO $$
DECLARE
    service TEXT = current_database() || '_service';
BEGIN
    ALTER TABLE self_serve_policies ENABLE ROW LEVEL SECURITY;
    ALTER TABLE self_serve_policies FORCE ROW LEVEL SECURITY;
    EXECUTE format('CREATE POLICY own_rows ON self_serve_policies TO %I USING (partner_id = '
        || '(SELECT nullif(current_setting(''concordat.partner'', TRUE), '''')::UUID))', service);
    CREATE POLICY all_rows ON self_serve_policies TO CURRENT_USER
        USING (current_setting('concordat.scope', TRUE) = 'operators');
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON self_serve_policies TO %I', service);
END $$;
