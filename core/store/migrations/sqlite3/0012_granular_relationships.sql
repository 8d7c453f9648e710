-- Group partner. Roles are bits. State: 0 created, 1 approval pending, 2 active, 3 expired, 4 terminated. A time that has
-- not come is instant 0.

CREATE TABLE granular_relationships (
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    relationship_id BLOB NOT NULL,
    customer_name TEXT NOT NULL,
    display_name TEXT NOT NULL,
    roles INTEGER NOT NULL,
    days INTEGER NOT NULL,
    auto_extend INTEGER NOT NULL,
    state INTEGER NOT NULL,
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    activated INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (partner_id, customer_id, relationship_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX granular_relationships_by_end ON granular_relationships (ends) WHERE state IN (1, 2);
