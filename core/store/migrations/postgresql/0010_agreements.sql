-- Group partner: it is the partner that confirms. Goes with the relationship; the record keeps what was confirmed.

CREATE TABLE agreements (
    partner_id UUID NOT NULL,
    agreement_id UUID NOT NULL,
    customer_id UUID NOT NULL,
    agreement_type BIGINT NOT NULL,
    agreed BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (partner_id, agreement_id),
    UNIQUE (partner_id, customer_id, agreement_type),
    FOREIGN KEY (partner_id, customer_id) REFERENCES accounts (partner_id, customer_id) ON DELETE CASCADE
);

-- The second wall between partners, as for the other tables of tenants.
DO $$
DECLARE
    service TEXT = current_database() || '_service';
BEGIN
    ALTER TABLE agreements ENABLE ROW LEVEL SECURITY;
    ALTER TABLE agreements FORCE ROW LEVEL SECURITY;
    EXECUTE format('CREATE POLICY own_rows ON agreements TO %I USING (partner_id = '
        || '(SELECT nullif(current_setting(''concordat.partner'', TRUE), '''')::UUID))', service);
    CREATE POLICY all_rows ON agreements TO CURRENT_USER
        USING (current_setting('concordat.scope', TRUE) = 'operators');
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON agreements TO %I', service);
END $$;
