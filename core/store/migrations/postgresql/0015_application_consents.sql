-- Group partner: it is the partner that consents. Goes with the relationship; the record keeps what was consented to.

CREATE TABLE application_consents (
    partner_id UUID NOT NULL,
    customer_id UUID NOT NULL,
    application_id UUID NOT NULL,
    grants TEXT NOT NULL,
    given BIGINT NOT NULL,
    PRIMARY KEY (partner_id, customer_id, application_id),
    FOREIGN KEY (partner_id, customer_id) REFERENCES accounts (partner_id, customer_id) ON DELETE CASCADE
);

-- The second wall between partners, as for the other tables of tenants.
DO $$
DECLARE
    service TEXT = current_database() || '_service';
BEGIN
    ALTER TABLE application_consents ENABLE ROW LEVEL SECURITY;
    ALTER TABLE application_consents FORCE ROW LEVEL SECURITY;
    EXECUTE format('CREATE POLICY own_rows ON application_consents TO %I USING (partner_id = '
        || '(SELECT nullif(current_setting(''concordat.partner'', TRUE), '''')::UUID))', service);
    CREATE POLICY all_rows ON application_consents TO CURRENT_USER
        USING (current_setting('concordat.scope', TRUE) = 'operators');
    EXECUTE format('GRANT SELECT, INSERT, DELETE ON application_consents TO %I', service);
END $$;
