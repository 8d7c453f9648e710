-- Group partner. Domains that customers have beside the one in accounts; each is reserved in domains as well.

CREATE TABLE customer_domains (
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    domain TEXT NOT NULL,
    added INTEGER NOT NULL,
    PRIMARY KEY (partner_id, customer_id, domain)
) STRICT, WITHOUT ROWID;

CREATE INDEX customer_domains_by_domain ON customer_domains (partner_id, domain);
