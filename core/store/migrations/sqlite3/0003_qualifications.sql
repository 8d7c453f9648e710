-- Group partner. How often a code may still be used is counted down under a guard.

CREATE TABLE validation_codes (
    partner_id BLOB NOT NULL REFERENCES partners (partner_id) ON DELETE CASCADE,
    code TEXT NOT NULL,
    organization_name TEXT NOT NULL,
    max_creates INTEGER NOT NULL,
    remaining_creates INTEGER NOT NULL CHECK (remaining_creates BETWEEN 0 AND max_creates),
    PRIMARY KEY (partner_id, code)
) STRICT, WITHOUT ROWID;

-- Group customer.

CREATE TABLE customer_qualifications (
    customer_id BLOB NOT NULL,
    qualification INTEGER NOT NULL,
    partner_id BLOB NOT NULL,
    vetting_status INTEGER NOT NULL,
    created INTEGER NOT NULL,
    PRIMARY KEY (customer_id, qualification)
) STRICT, WITHOUT ROWID;
