-- Group customer. Domains that customers have beside the one in accounts; each is reserved in domains as well. They are
-- the tenant's, as its users are: the partner is the one that added it.

CREATE TABLE customer_domains (
    partner_id UUID NOT NULL,
    customer_id UUID NOT NULL,
    domain TEXT COLLATE "C" NOT NULL,
    added BIGINT NOT NULL,
    PRIMARY KEY (customer_id, domain)
);

CREATE UNIQUE INDEX customer_domains_by_domain ON customer_domains (domain);

-- The second wall between partners: they are there for those that have an account of their tenant.
DO $$
DECLARE
    service TEXT = current_database() || '_service';
    has_account TEXT = '(SELECT TRUE FROM customers c WHERE c.customer_id = customer_domains.customer_id '
        || 'AND c.partner_id = (SELECT nullif(current_setting(''concordat.partner'', TRUE), '''')::UUID))';
BEGIN
    ALTER TABLE customer_domains ENABLE ROW LEVEL SECURITY;
    ALTER TABLE customer_domains FORCE ROW LEVEL SECURITY;
    EXECUTE format('CREATE POLICY own_rows ON customer_domains TO %I USING (%s)', service, has_account);
    CREATE POLICY all_rows ON customer_domains TO CURRENT_USER
        USING (current_setting('concordat.scope', TRUE) = 'operators');
    EXECUTE format('GRANT SELECT, INSERT ON customer_domains TO %I', service);
END $$;
