-- Group partner: it is the partner that consents. Goes with the relationship; the record keeps what was consented to.

CREATE TABLE application_consents (
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    application_id BLOB NOT NULL,
    grants TEXT NOT NULL,
    given INTEGER NOT NULL,
    PRIMARY KEY (partner_id, customer_id, application_id),
    FOREIGN KEY (partner_id, customer_id) REFERENCES accounts (partner_id, customer_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
