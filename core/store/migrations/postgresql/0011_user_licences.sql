-- Group customer. Which licences users have; of a deleted user, which ones it had: those are not counted as consumed.
-- Disabled: ids of services, with a blank between two.
CREATE TABLE user_licences (
    customer_id UUID NOT NULL,
    user_id UUID NOT NULL,
    sku_id TEXT COLLATE "C" NOT NULL,
    partner_id UUID NOT NULL,
    disabled TEXT NOT NULL,
    PRIMARY KEY (customer_id, user_id, sku_id),
    FOREIGN KEY (customer_id, user_id) REFERENCES customer_users (customer_id, user_id) ON DELETE CASCADE
);

-- The second wall between partners, as for the other tables of tenants.
DO $$
DECLARE
    service TEXT = current_database() || '_service';
BEGIN
    ALTER TABLE user_licences ENABLE ROW LEVEL SECURITY;
    ALTER TABLE user_licences FORCE ROW LEVEL SECURITY;
    EXECUTE format('CREATE POLICY own_rows ON user_licences TO %I USING (partner_id = '
        || '(SELECT nullif(current_setting(''concordat.partner'', TRUE), '''')::UUID))', service);
    EXECUTE 'CREATE POLICY all_rows ON user_licences TO CURRENT_USER USING '
        || '(current_setting(''concordat.scope'', TRUE) = ''operators'')';
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON user_licences TO %I', service);
END $$;
