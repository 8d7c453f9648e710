-- Group customer. An order's lines are the subscriptions that it brought. A suspension that has not happened is
-- instant 0, a support contact that nobody has set is partner 0.

CREATE TABLE orders (
    customer_id UUID NOT NULL,
    order_id UUID NOT NULL,
    partner_id UUID NOT NULL,
    cycle BIGINT NOT NULL,
    created BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (customer_id, order_id)
);

CREATE TABLE subscriptions (
    customer_id UUID NOT NULL,
    subscription_id UUID NOT NULL,
    partner_id UUID NOT NULL,
    order_id UUID NOT NULL,
    line BIGINT NOT NULL,
    offer_id TEXT COLLATE "C" NOT NULL,
    sku_id TEXT COLLATE "C" NOT NULL,
    friendly_name TEXT NOT NULL,
    quantity BIGINT NOT NULL,
    ordered_quantity BIGINT NOT NULL,
    cycle BIGINT NOT NULL,
    status BIGINT NOT NULL,
    created BIGINT NOT NULL,
    commitment_end BIGINT NOT NULL,
    suspended BIGINT NOT NULL,
    partner_on_record TEXT NOT NULL,
    support_partner UUID NOT NULL,
    support_mpn_id TEXT NOT NULL,
    support_name TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (customer_id, subscription_id)
);

-- How many licences of a SKU are enabled, and how many of them users have: a row that assignments wait for.
CREATE TABLE licences (
    customer_id UUID NOT NULL,
    sku_id TEXT COLLATE "C" NOT NULL,
    partner_id UUID NOT NULL,
    enabled BIGINT NOT NULL CHECK (enabled >= 0),
    consumed BIGINT NOT NULL CHECK (consumed >= 0),
    PRIMARY KEY (customer_id, sku_id, partner_id)
);

-- The second wall between partners, as for the other tables of tenants.
DO $$
DECLARE
    service TEXT = current_database() || '_service';
    tenant_table TEXT;
BEGIN
    FOREACH tenant_table IN ARRAY ARRAY['orders', 'subscriptions', 'licences']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
        EXECUTE format('CREATE POLICY own_rows ON %I TO %I USING (partner_id = '
            || '(SELECT nullif(current_setting(''concordat.partner'', TRUE), '''')::UUID))', tenant_table, service);
        EXECUTE format('CREATE POLICY all_rows ON %I TO CURRENT_USER USING '
            || '(current_setting(''concordat.scope'', TRUE) = ''operators'')', tenant_table);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO %I', tenant_table, service);
    END LOOP;
END $$;
