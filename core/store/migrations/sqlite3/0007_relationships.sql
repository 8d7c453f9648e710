-- Group partner. What two partners are to each other: a row for each of the two, so that each sees its own. The
-- other's name, country and network id are what they were when the partnership began. Relation: 1 this partner is
-- a reseller of the other, 2 the other's provider. State: 1 active, 2 ended.

CREATE TABLE partnerships (
    partner_id BLOB NOT NULL,
    other_id BLOB NOT NULL,
    relation INTEGER NOT NULL,
    state INTEGER NOT NULL,
    since INTEGER NOT NULL,
    name TEXT NOT NULL,
    folded_name TEXT NOT NULL,
    country TEXT NOT NULL,
    mpn_id TEXT NOT NULL,
    PRIMARY KEY (partner_id, other_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX partnerships_by_name ON partnerships (partner_id, relation, folded_name, other_id);

-- Links that a provider has given away for resellers, in the rows of who gave them. Of the secret only its hash.
-- State: 0 open, 1 accepted.
CREATE TABLE invitations (
    partner_id BLOB NOT NULL,
    invitation_id BLOB NOT NULL,
    secret_hash BLOB NOT NULL,
    state INTEGER NOT NULL,
    created INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    PRIMARY KEY (partner_id, invitation_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX invitations_by_expiry ON invitations (partner_id, expires);

-- Which customers a provider has added for which of its resellers, in the provider's rows. The reseller's list has
-- a row of its own, which names the provider.
CREATE TABLE customer_shares (
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    reseller_id BLOB NOT NULL,
    folded_name TEXT NOT NULL,
    PRIMARY KEY (partner_id, customer_id, reseller_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX customer_shares_by_name ON customer_shares (partner_id, reseller_id, folded_name, customer_id);

-- Which links for customers, that the partner has signed and nobody keeps, a customer has answered. State: 1 accepted,
-- 2 declined.
CREATE TABLE answered_requests (
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    request_id BLOB NOT NULL,
    state INTEGER NOT NULL,
    answered INTEGER NOT NULL,
    PRIMARY KEY (partner_id, customer_id, request_id)
) STRICT, WITHOUT ROWID;

-- What a row of the partner's list was before the relationship ended; goes when it begins again.
CREATE TABLE ended_accounts (
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    folded_name TEXT NOT NULL,
    company_name TEXT NOT NULL,
    domain TEXT NOT NULL,
    PRIMARY KEY (partner_id, customer_id)
) STRICT, WITHOUT ROWID;

ALTER TABLE accounts ADD COLUMN shared_by BLOB;

-- When delegated administration ends by itself; null: it does not. Where it has, this stays and delegated_access is 0.
ALTER TABLE accounts ADD COLUMN delegated_until INTEGER;

CREATE INDEX accounts_delegations ON accounts (delegated_until)
WHERE delegated_access <> 0 AND delegated_until IS NOT NULL;

CREATE INDEX accounts_shared ON accounts (partner_id, shared_by, folded_name, customer_id)
WHERE shared_by IS NOT NULL;
