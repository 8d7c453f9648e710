-- Group partner: it is the partner that confirms. Goes with the relationship; the record keeps what was confirmed.

CREATE TABLE agreements (
    partner_id BLOB NOT NULL,
    agreement_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    agreement_type INTEGER NOT NULL,
    agreed INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (partner_id, agreement_id),
    UNIQUE (partner_id, customer_id, agreement_type),
    FOREIGN KEY (partner_id, customer_id) REFERENCES accounts (partner_id, customer_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
