-- Group partner. Domains that customers have beside the one in accounts; each is reserved in domains as well.

CREATE TABLE customer_domains (
    partner_id UUID NOT NULL,
    customer_id UUID NOT NULL,
    domain TEXT COLLATE "C" NOT NULL,
    added BIGINT NOT NULL,
    PRIMARY KEY (partner_id, customer_id, domain)
);

CREATE INDEX customer_domains_by_domain ON customer_domains (partner_id, domain);

-- The second wall between partners, as for the other tables of tenants.
DO $$
DECLARE
    service TEXT = current_database() || '_service';
BEGIN
    ALTER TABLE customer_domains ENABLE ROW LEVEL SECURITY;
    ALTER TABLE customer_domains FORCE ROW LEVEL SECURITY;
    EXECUTE format('CREATE POLICY own_rows ON customer_domains TO %I USING (partner_id = '
        || '(SELECT nullif(current_setting(''concordat.partner'', TRUE), '''')::UUID))', service);
    CREATE POLICY all_rows ON customer_domains TO CURRENT_USER
        USING (current_setting('concordat.scope', TRUE) = 'operators');
    EXECUTE format('GRANT SELECT, INSERT, DELETE ON customer_domains TO %I', service);
END $$;
