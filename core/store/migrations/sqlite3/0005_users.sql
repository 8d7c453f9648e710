-- Group customer. What a customer begins with, its administrator, is written as before: the defaults are that
-- user's. Its name has no hash and needs none, since nobody else may have it.

ALTER TABLE customer_users ADD COLUMN state INTEGER NOT NULL DEFAULT 1;

ALTER TABLE customer_users ADD COLUMN deleted INTEGER NOT NULL DEFAULT 0;

ALTER TABLE customer_users ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

ALTER TABLE customer_users ADD COLUMN roles INTEGER NOT NULL DEFAULT 1;

ALTER TABLE customer_users ADD COLUMN name_hash BLOB;

-- Partial, both of them, so that a new customer's administrator is in neither.
CREATE UNIQUE INDEX customer_users_by_name ON customer_users (customer_id, name_hash)
WHERE state = 1 AND name_hash IS NOT NULL;

CREATE INDEX customer_users_by_deletion ON customer_users (deleted) WHERE state = 2;
