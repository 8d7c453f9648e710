-- Group partner. That an indirect reseller has signed its agreement with the operator, and when.
CREATE TABLE reseller_agreements (
    partner_id BLOB NOT NULL PRIMARY KEY,
    signed INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Indirect resellers that a provider's sandbox has made by itself, in the provider's rows, with the domain that each
-- has reserved.
CREATE TABLE sandbox_resellers (
    partner_id BLOB NOT NULL,
    reseller_id BLOB NOT NULL,
    domain TEXT NOT NULL,
    PRIMARY KEY (partner_id, reseller_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX partners_by_network_id ON partners (mpn_id);
