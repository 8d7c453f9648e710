-- Group customer. Domains that customers have beside the one in accounts; each is reserved in domains as well. They are
-- the tenant's, as its users are: the partner is the one that added it.

CREATE TABLE customer_domains (
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    domain TEXT NOT NULL,
    added INTEGER NOT NULL,
    PRIMARY KEY (customer_id, domain)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX customer_domains_by_domain ON customer_domains (domain);
