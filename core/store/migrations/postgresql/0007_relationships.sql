-- Group partner. What two partners are to each other: a row for each of the two, so that each sees its own. The
-- other's name, country and network id are what they were when the partnership began. Relation: 1 this partner is
-- a reseller of the other, 2 the other's provider. State: 1 active, 2 ended.

CREATE TABLE partnerships (
    partner_id UUID NOT NULL,
    other_id UUID NOT NULL,
    relation BIGINT NOT NULL,
    state BIGINT NOT NULL,
    since BIGINT NOT NULL,
    name TEXT NOT NULL,
    folded_name TEXT COLLATE "C" NOT NULL,
    country TEXT NOT NULL,
    mpn_id TEXT NOT NULL,
    PRIMARY KEY (partner_id, other_id)
);

CREATE INDEX partnerships_by_name ON partnerships (partner_id, relation, folded_name, other_id);

-- Links that a provider has given away for resellers, in the rows of who gave them. Of the secret only its hash.
-- State: 0 open, 1 accepted.
CREATE TABLE invitations (
    partner_id UUID NOT NULL,
    invitation_id UUID NOT NULL,
    secret_hash BYTEA NOT NULL,
    state BIGINT NOT NULL,
    created BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    PRIMARY KEY (partner_id, invitation_id)
);

CREATE INDEX invitations_by_expiry ON invitations (partner_id, expires);

-- Which customers a provider has added for which of its resellers, in the provider's rows. The reseller's list has
-- a row of its own, which names the provider.
CREATE TABLE customer_shares (
    partner_id UUID NOT NULL,
    customer_id UUID NOT NULL,
    reseller_id UUID NOT NULL,
    folded_name TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (partner_id, customer_id, reseller_id)
);

CREATE INDEX customer_shares_by_name ON customer_shares (partner_id, reseller_id, folded_name, customer_id);

-- Which links for customers, that the partner has signed and nobody keeps, a customer has answered. State: 1 accepted,
-- 2 declined.
CREATE TABLE answered_requests (
    partner_id UUID NOT NULL,
    customer_id UUID NOT NULL,
    request_id UUID NOT NULL,
    state BIGINT NOT NULL,
    answered BIGINT NOT NULL,
    PRIMARY KEY (partner_id, customer_id, request_id)
);

-- What a row of the partner's list was before the relationship ended; goes when it begins again.
CREATE TABLE ended_accounts (
    partner_id UUID NOT NULL,
    customer_id UUID NOT NULL,
    folded_name TEXT COLLATE "C" NOT NULL,
    company_name TEXT NOT NULL,
    domain TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (partner_id, customer_id)
);

ALTER TABLE accounts ADD COLUMN shared_by UUID;

-- When delegated administration ends by itself; null: it does not. Where it has, this stays and delegated_access is 0.
ALTER TABLE accounts ADD COLUMN delegated_until BIGINT;

CREATE INDEX accounts_delegations ON accounts (delegated_until)
WHERE delegated_access <> 0 AND delegated_until IS NOT NULL;

CREATE INDEX accounts_shared ON accounts (partner_id, shared_by, folded_name, customer_id)
WHERE shared_by IS NOT NULL;

-- What changes rows of two partners at once. Row security lets the service see those of one partner only; these
-- functions work as the owner, in the scope of operators while they run, and under a search path that is fixed
-- below. Each does one thing, for the partner that the transaction names and for no other, and proves first that
-- the two have to do with each other: by the secret of an invitation, or by their partnership.

CREATE FUNCTION concordat_act_for(acting UUID) RETURNS TEXT LANGUAGE plpgsql AS $$
DECLARE
    before TEXT = coalesce(current_setting('concordat.scope', TRUE), '');
BEGIN
    IF acting IS DISTINCT FROM nullif(current_setting('concordat.partner', TRUE), '')::UUID THEN
        RAISE EXCEPTION 'another partner' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM set_config('concordat.scope', 'operators', TRUE);
    RETURN before;
END $$;

-- The entry of the other partner's record: about that partner itself, without texts to seal.
CREATE FUNCTION concordat_tell(told UUID, entry UUID, moment BIGINT, about BIGINT, what BIGINT, correlation UUID,
                               named TEXT, folded TEXT, data BYTEA) RETURNS VOID LANGUAGE sql AS $$
    INSERT INTO record (subject_id, at, entry_id, partner_id, resource, operation, application_id, correlation_id,
                        customer_name, folded_name, customized, sealed)
    VALUES (told, moment, entry, told, about, what, '00000000-0000-0000-0000-000000000000', correlation, named, folded,
            data, '')
$$;

CREATE FUNCTION concordat_accept_partnership(
    accepting UUID, inviting UUID, invitation UUID, hash BYTEA, moment BIGINT, entry UUID, about BIGINT, what BIGINT,
    correlation UUID, data BYTEA) RETURNS BOOLEAN LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    before TEXT = concordat_act_for(accepting);
BEGIN
    UPDATE invitations SET state = 1
    WHERE partner_id = inviting AND invitation_id = invitation AND secret_hash = hash AND state = 0 AND expires > moment;
    PERFORM concordat_require(FOUND);
    DELETE FROM partnerships
    WHERE (partner_id, other_id) IN ((accepting, inviting), (inviting, accepting)) AND state = 2;
    INSERT INTO partnerships
    SELECT accepting, partner_id, 1, 1, moment, name, folded_name, country, mpn_id
    FROM partners WHERE partner_id = inviting AND kind = 1;
    PERFORM concordat_require(FOUND);
    INSERT INTO partnerships
    SELECT inviting, partner_id, 2, 1, moment, name, folded_name, country, mpn_id
    FROM partners WHERE partner_id = accepting AND kind = 2;
    PERFORM concordat_require(FOUND);
    PERFORM concordat_tell(inviting, entry, moment, about, what, correlation, '', '', data);
    PERFORM set_config('concordat.scope', before, TRUE);
    RETURN TRUE;
END $$;

-- Locks both rows in the order of their keys: the two partners may end it at once.
CREATE FUNCTION concordat_end_partnership(
    ending UUID, other UUID, moment BIGINT, entry UUID, about BIGINT, what BIGINT, correlation UUID, data BYTEA)
RETURNS BOOLEAN LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    before TEXT = concordat_act_for(ending);
BEGIN
    PERFORM FROM partnerships
    WHERE (partner_id, other_id) IN ((ending, other), (other, ending)) ORDER BY partner_id FOR UPDATE;
    UPDATE partnerships SET state = 2, since = moment
    WHERE partner_id = ending AND other_id = other AND state = 1;
    PERFORM concordat_require(FOUND);
    UPDATE partnerships SET state = 2, since = moment WHERE partner_id = other AND other_id = ending;
    DELETE FROM customer_shares WHERE partner_id = ending AND reseller_id = other;
    DELETE FROM customer_shares WHERE partner_id = other AND reseller_id = ending;
    DELETE FROM accounts WHERE partner_id = other AND shared_by = ending;
    DELETE FROM accounts WHERE partner_id = ending AND shared_by = other;
    PERFORM concordat_tell(other, entry, moment, about, what, correlation, '', '', data);
    PERFORM set_config('concordat.scope', before, TRUE);
    RETURN TRUE;
END $$;

-- The partnership stays as it is until the customer is shared.
CREATE FUNCTION concordat_share_customer(
    sharing UUID, reseller UUID, customer UUID, moment BIGINT, entry UUID, about BIGINT, what BIGINT, correlation UUID,
    named TEXT, folded TEXT, data BYTEA) RETURNS BOOLEAN LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    before TEXT = concordat_act_for(sharing);
BEGIN
    PERFORM FROM partnerships
    WHERE partner_id = sharing AND other_id = reseller AND relation = 2 AND state = 1 FOR SHARE;
    PERFORM concordat_require(FOUND);
    INSERT INTO accounts (partner_id, customer_id, folded_name, company_name, domain, relationship, delegated_access,
                          shared_by)
    SELECT reseller, customer_id, folded_name, company_name, domain, relationship, delegated_access, sharing
    FROM accounts WHERE partner_id = sharing AND customer_id = customer AND shared_by IS NULL;
    PERFORM concordat_require(FOUND);
    INSERT INTO customer_shares
    SELECT sharing, customer_id, reseller, folded_name
    FROM accounts WHERE partner_id = sharing AND customer_id = customer;
    PERFORM concordat_tell(reseller, entry, moment, about, what, correlation, named, folded, data);
    PERFORM set_config('concordat.scope', before, TRUE);
    RETURN TRUE;
END $$;

CREATE FUNCTION concordat_rename_shared(sharing UUID, customer UUID, named TEXT, folded TEXT)
RETURNS BOOLEAN LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    before TEXT = concordat_act_for(sharing);
BEGIN
    WITH shares AS (
        UPDATE customer_shares SET folded_name = folded
        WHERE partner_id = sharing AND customer_id = customer RETURNING reseller_id
    )
    UPDATE accounts SET company_name = named, folded_name = folded
    FROM shares
    WHERE accounts.partner_id = shares.reseller_id AND accounts.customer_id = customer AND shared_by = sharing;
    PERFORM set_config('concordat.scope', before, TRUE);
    RETURN TRUE;
END $$;

CREATE FUNCTION concordat_unshare_customer(
    sharing UUID, customer UUID, moment BIGINT, entry UUID, about BIGINT, what BIGINT, correlation UUID, named TEXT,
    folded TEXT, data BYTEA) RETURNS BOOLEAN LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    before TEXT = concordat_act_for(sharing);
    reseller UUID;
BEGIN
    FOR reseller IN
        DELETE FROM customer_shares WHERE partner_id = sharing AND customer_id = customer RETURNING reseller_id
    LOOP
        DELETE FROM accounts WHERE partner_id = reseller AND customer_id = customer AND shared_by = sharing;
        PERFORM concordat_tell(reseller, entry, moment, about, what, correlation, named, folded, data);
    END LOOP;
    PERFORM set_config('concordat.scope', before, TRUE);
    RETURN TRUE;
END $$;

-- A customer that another partner has shared with the one that asks, as find_customer shows its own.
CREATE FUNCTION concordat_shared_customer(asking UUID, wanted UUID)
RETURNS TABLE (domain TEXT, company_name TEXT, relationship BIGINT, delegated_access BIGINT, commerce_id UUID,
               registration_number TEXT, public_body TEXT, created BIGINT, version BIGINT, wrapped_key BYTEA,
               sealed BYTEA, shared_by UUID)
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    before TEXT = concordat_act_for(asking);
BEGIN
    RETURN QUERY
    SELECT o.domain, o.company_name, o.relationship, o.delegated_access, c.commerce_id, c.registration_number,
           c.public_body, c.created, c.version, c.wrapped_key, c.sealed, a.shared_by
    FROM accounts a
    JOIN accounts o ON o.partner_id = a.shared_by AND o.customer_id = a.customer_id
    JOIN customers c ON c.customer_id = a.customer_id AND c.partner_id = a.shared_by
    WHERE a.partner_id = asking AND a.customer_id = wanted AND a.shared_by IS NOT NULL;
    PERFORM set_config('concordat.scope', before, TRUE);
END $$;

-- For the service's job: whose delegated administration has ended by itself, of all partners. Each is then taken back
-- in the name of its partner.
CREATE FUNCTION concordat_expired_delegations(moment BIGINT, most BIGINT)
RETURNS TABLE (partner UUID, customer UUID, named TEXT, host TEXT) LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    before TEXT = coalesce(current_setting('concordat.scope', TRUE), '');
BEGIN
    PERFORM set_config('concordat.scope', 'operators', TRUE);
    RETURN QUERY
    SELECT partner_id, customer_id, company_name, domain FROM accounts
    WHERE delegated_access <> 0 AND delegated_until <= moment
    ORDER BY delegated_until LIMIT most;
    PERFORM set_config('concordat.scope', before, TRUE);
END $$;

DO $$
DECLARE
    service TEXT = current_database() || '_service';
    tenant_table TEXT;
    called TEXT;
BEGIN
    FOREACH tenant_table IN ARRAY ARRAY['partnerships', 'invitations', 'customer_shares', 'ended_accounts',
        'answered_requests']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
        EXECUTE format('CREATE POLICY own_rows ON %I TO %I USING (partner_id = '
            || '(SELECT nullif(current_setting(''concordat.partner'', TRUE), '''')::UUID))', tenant_table, service);
        EXECUTE format('CREATE POLICY all_rows ON %I TO CURRENT_USER USING '
            || '(current_setting(''concordat.scope'', TRUE) = ''operators'')', tenant_table);
    END LOOP;
    -- Partnerships and shares change in pairs alone, by the functions above.
    EXECUTE format('GRANT SELECT ON partnerships, customer_shares TO %I', service);
    EXECUTE format('GRANT SELECT, INSERT, DELETE ON invitations, ended_accounts, answered_requests TO %I', service);
    FOREACH called IN ARRAY ARRAY['concordat_act_for', 'concordat_tell', 'concordat_accept_partnership',
        'concordat_end_partnership', 'concordat_share_customer', 'concordat_rename_shared',
        'concordat_unshare_customer', 'concordat_shared_customer', 'concordat_expired_delegations']
    LOOP
        EXECUTE format('ALTER FUNCTION %I SET search_path = pg_catalog, %I, pg_temp', called, current_schema());
        EXECUTE format('REVOKE ALL ON FUNCTION %I FROM PUBLIC', called);
        IF called NOT IN ('concordat_act_for', 'concordat_tell') THEN
            EXECUTE format('GRANT EXECUTE ON FUNCTION %I TO %I', called, service);
        END IF;
    END LOOP;
END $$;
