-- A customer may have several partners. Each has an account of its own of the same tenant, under the same key; the users
-- are the tenant's. What a partner knows of the customer beside them has the partner in its key.

CREATE TABLE accounts_of_partners (
    customer_id BLOB NOT NULL,
    partner_id BLOB NOT NULL,
    commerce_id BLOB NOT NULL,
    registration_number TEXT NOT NULL,
    public_body TEXT NOT NULL,
    created INTEGER NOT NULL,
    version INTEGER NOT NULL,
    wrapped_key BLOB NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (customer_id, partner_id)
) STRICT;

INSERT INTO accounts_of_partners
SELECT customer_id, partner_id, commerce_id, registration_number, public_body, created, version, wrapped_key, sealed
FROM customers ORDER BY rowid;

DROP TABLE customers;

ALTER TABLE accounts_of_partners RENAME TO customers;

CREATE TABLE qualifications_of_partners (
    customer_id BLOB NOT NULL,
    qualification INTEGER NOT NULL,
    partner_id BLOB NOT NULL,
    vetting_status INTEGER NOT NULL,
    created INTEGER NOT NULL,
    decisions INTEGER NOT NULL DEFAULT 0,
    decided INTEGER NOT NULL DEFAULT 0,
    sealed BLOB,
    PRIMARY KEY (customer_id, qualification, partner_id)
) STRICT, WITHOUT ROWID;

INSERT INTO qualifications_of_partners
SELECT customer_id, qualification, partner_id, vetting_status, created, decisions, decided, sealed
FROM customer_qualifications;

DROP TABLE customer_qualifications;

ALTER TABLE qualifications_of_partners RENAME TO customer_qualifications;

CREATE TABLE licences_of_partners (
    customer_id BLOB NOT NULL,
    user_id BLOB NOT NULL,
    sku_id TEXT NOT NULL,
    partner_id BLOB NOT NULL,
    disabled TEXT NOT NULL,
    PRIMARY KEY (customer_id, user_id, sku_id, partner_id),
    FOREIGN KEY (customer_id, user_id) REFERENCES customer_users (customer_id, user_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

INSERT INTO licences_of_partners
SELECT customer_id, user_id, sku_id, partner_id, disabled FROM user_licences;

DROP TABLE user_licences;

ALTER TABLE licences_of_partners RENAME TO user_licences;
