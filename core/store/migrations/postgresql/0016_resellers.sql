-- Group partner. That an indirect reseller has signed its agreement with the operator, and when.
CREATE TABLE reseller_agreements (
    partner_id UUID NOT NULL PRIMARY KEY,
    signed BIGINT NOT NULL
);

-- Indirect resellers that a provider's sandbox has made by itself, in the provider's rows, with the domain that each
-- has reserved.
CREATE TABLE sandbox_resellers (
    partner_id UUID NOT NULL,
    reseller_id UUID NOT NULL,
    domain TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (partner_id, reseller_id)
);

CREATE INDEX partners_by_network_id ON partners (mpn_id);

-- As before, but for a partner that is there no more it fails: only sandboxes' resellers ever go.
CREATE OR REPLACE FUNCTION concordat_limit_customers(partner UUID, most BIGINT) RETURNS BOOLEAN LANGUAGE plpgsql AS $$
DECLARE
    counted BIGINT;
BEGIN
    PERFORM FROM partners WHERE partner_id = partner FOR NO KEY UPDATE;
    PERFORM concordat_require(FOUND);
    SELECT count(*) INTO counted FROM (SELECT FROM accounts WHERE partner_id = partner LIMIT most) AS existing;
    RETURN concordat_require(counted < most);
END $$;

-- Whether a partner is a reseller that has signed, for a provider that asks by the tenant id or the network id; an
-- empty network id is nobody's. Nothing else of the partner is told, and nothing to partners of another kind.
CREATE FUNCTION concordat_reseller_standing(asking UUID, tenant UUID, network TEXT)
RETURNS TABLE (id UUID, kind BIGINT, country TEXT, signed BIGINT) LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    before TEXT = concordat_act_for(asking);
BEGIN
    RETURN QUERY
    SELECT p.partner_id, p.kind, p.country, coalesce(a.signed, 0)
    FROM partners p LEFT JOIN reseller_agreements a ON a.partner_id = p.partner_id
    WHERE (p.partner_id = tenant OR (network <> '' AND p.mpn_id = network))
      AND EXISTS (SELECT FROM partners WHERE partner_id = asking AND partners.kind = 1);
    PERFORM set_config('concordat.scope', before, TRUE);
END $$;

-- Ends a transaction unless the provider has fewer than `most`. Its creates wait for one another here, as in
-- concordat_limit_customers.
CREATE FUNCTION concordat_limit_sandbox_resellers(provider UUID, most BIGINT) RETURNS BOOLEAN LANGUAGE plpgsql AS $$
DECLARE
    counted BIGINT;
BEGIN
    PERFORM FROM partners WHERE partner_id = provider FOR NO KEY UPDATE;
    SELECT count(*) INTO counted FROM sandbox_resellers WHERE partner_id = provider;
    RETURN concordat_require(counted < most);
END $$;

-- Guards that a reseller is one that the provider's sandbox has made; its changes wait for one another likewise.
CREATE FUNCTION concordat_hold_sandbox_reseller(provider UUID, reseller UUID) RETURNS BOOLEAN LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM partners WHERE partner_id = provider FOR NO KEY UPDATE;
    RETURN concordat_require(EXISTS (
        SELECT FROM sandbox_resellers WHERE partner_id = provider AND reseller_id = reseller));
END $$;

-- The row of another partner, which the service sees as little as anybody's: made only for a provider that is a
-- sandbox, and only as its reseller in that sandbox.
CREATE FUNCTION concordat_add_sandbox_reseller(
    provider UUID, reseller UUID, named TEXT, folded TEXT, located TEXT, network TEXT, counted BIGINT, wrapped BYTEA,
    content BYTEA, host TEXT, moment BIGINT, entry UUID, about BIGINT, what BIGINT, correlation UUID, data BYTEA)
RETURNS BOOLEAN LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    before TEXT = concordat_act_for(provider);
BEGIN
    INSERT INTO partners (partner_id, name, folded_name, country, kind, state, sandbox, mpn_id, version, wrapped_key,
                          sealed)
    SELECT reseller, named, folded, located, 2, 0, 1, network, counted, wrapped, content
    FROM partners WHERE partner_id = provider AND kind = 1 AND sandbox = 1;
    PERFORM concordat_require(FOUND);
    INSERT INTO partner_network_ids (mpn_id, name) VALUES (network, named);
    INSERT INTO domains (domain) VALUES (host);
    INSERT INTO sandbox_resellers (partner_id, reseller_id, domain) VALUES (provider, reseller, host);
    INSERT INTO partnerships
    SELECT reseller, partner_id, 1, 1, moment, name, folded_name, country, mpn_id
    FROM partners WHERE partner_id = provider;
    INSERT INTO partnerships VALUES (provider, reseller, 2, 1, moment, named, folded, located, network);
    PERFORM concordat_tell(reseller, entry, moment, about, what, correlation, '', '', data);
    PERFORM set_config('concordat.scope', before, TRUE);
    RETURN TRUE;
END $$;

-- The end of such a partner, with all that is its own; what its record tells stays. Ends the transaction while it has
-- customers, its own or shared ones. Locks in the order of concordat_end_partnership and concordat_share_customer.
CREATE FUNCTION concordat_remove_sandbox_reseller(
    provider UUID, reseller UUID, moment BIGINT, entry UUID, about BIGINT, what BIGINT, correlation UUID, data BYTEA)
RETURNS BOOLEAN LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    before TEXT = concordat_act_for(provider);
    host TEXT;
    network TEXT;
    own_table TEXT;
BEGIN
    PERFORM FROM partnerships
    WHERE (partner_id, other_id) IN ((provider, reseller), (reseller, provider)) ORDER BY partner_id FOR UPDATE;
    PERFORM FROM partners WHERE partner_id = reseller FOR UPDATE;
    PERFORM concordat_require(NOT EXISTS (SELECT FROM accounts WHERE partner_id = reseller)
        AND NOT EXISTS (SELECT FROM ended_accounts WHERE partner_id = reseller));
    DELETE FROM sandbox_resellers WHERE partner_id = provider AND reseller_id = reseller RETURNING domain INTO host;
    PERFORM concordat_require(FOUND);
    DELETE FROM domains WHERE domain = host;
    DELETE FROM partnerships
    WHERE other_id = reseller AND partner_id IN (SELECT other_id FROM partnerships WHERE partner_id = reseller);
    DELETE FROM partnerships WHERE partner_id = reseller;
    FOREACH own_table IN ARRAY ARRAY['reseller_agreements', 'invitations', 'requests', 'event_attempts', 'events',
        'webhook_registrations', 'validation_codes']
    LOOP
        EXECUTE format('DELETE FROM %I WHERE partner_id = $1', own_table) USING reseller;
    END LOOP;
    DELETE FROM partners WHERE partner_id = reseller AND kind = 2 AND sandbox = 1 RETURNING mpn_id INTO network;
    PERFORM concordat_require(FOUND);
    DELETE FROM partner_network_ids WHERE mpn_id = network;
    PERFORM concordat_tell(reseller, entry, moment, about, what, correlation, '', '', data);
    PERFORM set_config('concordat.scope', before, TRUE);
    RETURN TRUE;
END $$;

-- Guards that a reseller stays a provider's, and one of those for whom it has the customer, until the transaction ends:
-- whoever ends the partnership waits.
CREATE FUNCTION concordat_hold_reseller(provider UUID, reseller UUID, customer UUID)
RETURNS BOOLEAN LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    before TEXT = concordat_act_for(provider);
BEGIN
    PERFORM FROM partnerships
    WHERE partner_id = provider AND other_id = reseller AND relation = 2 AND state = 1 FOR SHARE;
    PERFORM concordat_require(FOUND);
    PERFORM concordat_require(EXISTS (SELECT FROM customer_shares
        WHERE partner_id = provider AND customer_id = customer AND reseller_id = reseller));
    PERFORM set_config('concordat.scope', before, TRUE);
    RETURN TRUE;
END $$;

DO $$
DECLARE
    service TEXT = current_database() || '_service';
    tenant_table TEXT;
    called TEXT;
BEGIN
    FOREACH tenant_table IN ARRAY ARRAY['reseller_agreements', 'sandbox_resellers']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
        EXECUTE format('CREATE POLICY own_rows ON %I TO %I USING (partner_id = '
            || '(SELECT nullif(current_setting(''concordat.partner'', TRUE), '''')::UUID))', tenant_table, service);
        EXECUTE format('CREATE POLICY all_rows ON %I TO CURRENT_USER USING '
            || '(current_setting(''concordat.scope'', TRUE) = ''operators'')', tenant_table);
    END LOOP;
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON reseller_agreements TO %I', service);
    -- Changes in the functions above alone.
    EXECUTE format('GRANT SELECT ON sandbox_resellers TO %I', service);
    FOREACH called IN ARRAY ARRAY['concordat_reseller_standing', 'concordat_add_sandbox_reseller',
        'concordat_remove_sandbox_reseller', 'concordat_hold_reseller']
    LOOP
        EXECUTE format('ALTER FUNCTION %I SET search_path = pg_catalog, %I, pg_temp', called, current_schema());
        EXECUTE format('REVOKE ALL ON FUNCTION %I FROM PUBLIC', called);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %I TO %I', called, service);
    END LOOP;
END $$;
