-- Three groups by the id that leads their keys: partner, customer, domain. Identifiers are 16 bytes, instants
-- microseconds since 1970, folded names compare bytewise. What is sealed or wrapped is ciphertext.

CREATE TABLE store_identity (
    cloud TEXT NOT NULL PRIMARY KEY,
    location TEXT NOT NULL,
    master_key TEXT NOT NULL,
    created INTEGER NOT NULL
) STRICT;

-- Group partner.

CREATE TABLE partners (
    partner_id BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    folded_name TEXT NOT NULL,
    country TEXT NOT NULL,
    kind INTEGER NOT NULL,
    state INTEGER NOT NULL,
    sandbox INTEGER NOT NULL,
    mpn_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    wrapped_key BLOB NOT NULL,
    sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE partner_applications (
    partner_id BLOB NOT NULL REFERENCES partners (partner_id) ON DELETE CASCADE,
    application_id BLOB NOT NULL,
    PRIMARY KEY (partner_id, application_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE directory_applications (
    partner_id BLOB NOT NULL REFERENCES partners (partner_id) ON DELETE CASCADE,
    application_id BLOB NOT NULL,
    is_public INTEGER NOT NULL,
    secret_hashes BLOB NOT NULL,
    PRIMARY KEY (partner_id, application_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE directory_users (
    partner_id BLOB NOT NULL REFERENCES partners (partner_id) ON DELETE CASCADE,
    user_id BLOB NOT NULL,
    user_name TEXT NOT NULL,
    folded_name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    roles INTEGER NOT NULL,
    PRIMARY KEY (partner_id, user_id),
    UNIQUE (partner_id, folded_name)
) STRICT, WITHOUT ROWID;

-- The partner's list. No foreign key to partners: those are never deleted, and every create would lock the row.
CREATE TABLE accounts (
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    folded_name TEXT NOT NULL,
    company_name TEXT NOT NULL,
    domain TEXT NOT NULL,
    relationship INTEGER NOT NULL,
    delegated_access INTEGER NOT NULL,
    PRIMARY KEY (partner_id, customer_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX accounts_by_name ON accounts (partner_id, folded_name, customer_id, company_name, domain, relationship);
CREATE INDEX accounts_by_domain ON accounts (partner_id, domain, customer_id, company_name, relationship);

CREATE TABLE requests (
    partner_id BLOB NOT NULL,
    request_id BLOB NOT NULL,
    fingerprint BLOB NOT NULL,
    sealed BLOB NOT NULL,
    expires INTEGER NOT NULL,
    PRIMARY KEY (partner_id, request_id)
) STRICT;

CREATE INDEX requests_by_expiry ON requests (expires);

-- Group customer.

CREATE TABLE customers (
    customer_id BLOB NOT NULL PRIMARY KEY,
    partner_id BLOB NOT NULL,
    commerce_id BLOB NOT NULL,
    registration_number TEXT NOT NULL,
    public_body TEXT NOT NULL,
    created INTEGER NOT NULL,
    version INTEGER NOT NULL,
    wrapped_key BLOB NOT NULL,
    sealed BLOB NOT NULL
) STRICT;

-- No foreign key to customers: both rows are written and deleted by the same statements, and looking for a row that
-- was just written is a tenth of a create.
CREATE TABLE customer_users (
    customer_id BLOB NOT NULL,
    user_id BLOB NOT NULL,
    partner_id BLOB NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (customer_id, user_id)
) STRICT, WITHOUT ROWID;

-- The subject is the customer, or the partner itself when the entry is about no customer. A position is given
-- when the entry is sealed into the chain.
CREATE TABLE record (
    subject_id BLOB NOT NULL,
    at INTEGER NOT NULL,
    entry_id BLOB NOT NULL,
    partner_id BLOB NOT NULL,
    resource INTEGER NOT NULL,
    operation INTEGER NOT NULL,
    application_id BLOB NOT NULL,
    correlation_id BLOB NOT NULL,
    customer_name TEXT NOT NULL,
    folded_name TEXT NOT NULL,
    customized BLOB NOT NULL,
    sealed BLOB NOT NULL,
    position INTEGER,
    PRIMARY KEY (subject_id, at, entry_id)
) STRICT;

CREATE INDEX record_by_partner ON record (partner_id, at, entry_id);

-- Group domain: reservations that cross partners and hold nothing but the name.

CREATE TABLE domains (
    domain TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE partner_network_ids (
    mpn_id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;
