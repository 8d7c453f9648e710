-- Group customer. Which licences users have; of a deleted user, which ones it had: those are not counted as consumed.
-- Disabled: ids of services, with a blank between two.
CREATE TABLE user_licences (
    customer_id BLOB NOT NULL,
    user_id BLOB NOT NULL,
    sku_id TEXT NOT NULL,
    partner_id BLOB NOT NULL,
    disabled TEXT NOT NULL,
    PRIMARY KEY (customer_id, user_id, sku_id),
    FOREIGN KEY (customer_id, user_id) REFERENCES customer_users (customer_id, user_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
