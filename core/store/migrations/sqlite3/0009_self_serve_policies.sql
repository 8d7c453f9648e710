-- Group partner. A policy goes with the relationship: what a customer may buy at a partner's cost ends there.

CREATE TABLE self_serve_policies (
    partner_id BLOB NOT NULL,
    policy_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    permissions INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (partner_id, policy_id),
    UNIQUE (partner_id, customer_id),
    FOREIGN KEY (partner_id, customer_id) REFERENCES accounts (partner_id, customer_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
