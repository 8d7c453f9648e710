-- Group customer. An order's lines are the subscriptions that it brought. A suspension that has not happened is
-- instant 0, a support contact that nobody has set is partner 0.

CREATE TABLE orders (
    customer_id BLOB NOT NULL,
    order_id BLOB NOT NULL,
    partner_id BLOB NOT NULL,
    cycle INTEGER NOT NULL,
    created INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (customer_id, order_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE subscriptions (
    customer_id BLOB NOT NULL,
    subscription_id BLOB NOT NULL,
    partner_id BLOB NOT NULL,
    order_id BLOB NOT NULL,
    line INTEGER NOT NULL,
    offer_id TEXT NOT NULL,
    sku_id TEXT NOT NULL,
    friendly_name TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    ordered_quantity INTEGER NOT NULL,
    cycle INTEGER NOT NULL,
    status INTEGER NOT NULL,
    created INTEGER NOT NULL,
    commitment_end INTEGER NOT NULL,
    suspended INTEGER NOT NULL,
    partner_on_record TEXT NOT NULL,
    support_partner BLOB NOT NULL,
    support_mpn_id TEXT NOT NULL,
    support_name TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (customer_id, subscription_id)
) STRICT, WITHOUT ROWID;

-- How many licences of a SKU are enabled, and how many of them users have: a row that assignments wait for.
CREATE TABLE licences (
    customer_id BLOB NOT NULL,
    sku_id TEXT NOT NULL,
    partner_id BLOB NOT NULL,
    enabled INTEGER NOT NULL CHECK (enabled >= 0),
    consumed INTEGER NOT NULL CHECK (consumed >= 0),
    PRIMARY KEY (customer_id, sku_id, partner_id)
) STRICT, WITHOUT ROWID;
