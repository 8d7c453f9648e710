-- Group partner. How often a code may still be used is counted down under a guard.

CREATE TABLE validation_codes (
    partner_id UUID NOT NULL REFERENCES partners (partner_id) ON DELETE CASCADE,
    code TEXT COLLATE "C" NOT NULL,
    organization_name TEXT NOT NULL,
    max_creates BIGINT NOT NULL,
    remaining_creates BIGINT NOT NULL CHECK (remaining_creates BETWEEN 0 AND max_creates),
    PRIMARY KEY (partner_id, code)
);

-- Group customer.

CREATE TABLE customer_qualifications (
    customer_id UUID NOT NULL,
    qualification BIGINT NOT NULL,
    partner_id UUID NOT NULL,
    vetting_status BIGINT NOT NULL,
    created BIGINT NOT NULL,
    PRIMARY KEY (customer_id, qualification)
);

-- The second wall between partners, as for the other tables of tenants.
DO $$
DECLARE
    service TEXT = current_database() || '_service';
    tenant_table TEXT;
BEGIN
    FOREACH tenant_table IN ARRAY ARRAY['validation_codes', 'customer_qualifications']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
        EXECUTE format('CREATE POLICY own_rows ON %I TO %I USING (partner_id = '
            || '(SELECT nullif(current_setting(''concordat.partner'', TRUE), '''')::UUID))', tenant_table, service);
        EXECUTE format('CREATE POLICY all_rows ON %I TO CURRENT_USER USING '
            || '(current_setting(''concordat.scope'', TRUE) = ''operators'')', tenant_table);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO %I', tenant_table, service);
    END LOOP;
END $$;
