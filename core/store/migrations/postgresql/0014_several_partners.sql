-- A customer may have several partners. Each has an account of its own of the same tenant, under the same key; the users
-- are the tenant's. What a partner knows of the customer beside them has the partner in its key.

ALTER TABLE customers DROP CONSTRAINT customers_pkey, ADD PRIMARY KEY (customer_id, partner_id);

ALTER TABLE customer_qualifications DROP CONSTRAINT customer_qualifications_pkey,
    ADD PRIMARY KEY (customer_id, qualification, partner_id);

ALTER TABLE user_licences DROP CONSTRAINT user_licences_pkey,
    ADD PRIMARY KEY (customer_id, user_id, sku_id, partner_id);

-- What several partners of one customer have to do with each other. Row security lets the service see what one of them
-- has; these functions work as the owner, as those of partnerships do, for the partner that the transaction names.
-- Whoever begins or ends an account of a tenant holds the row of its domain, of which there is one, however many the
-- accounts are.

-- An account that another partner has of a customer, as find_customer shows its own, but for what it is to that partner.
-- For a customer that has accepted the asking partner's link: nothing is found but by its whole id.
CREATE FUNCTION concordat_customer_elsewhere(asking UUID, wanted UUID)
RETURNS TABLE (domain TEXT, company_name TEXT, relationship BIGINT, delegated_access BIGINT, commerce_id UUID,
               registration_number TEXT, public_body TEXT, created BIGINT, version BIGINT, wrapped_key BYTEA,
               sealed BYTEA)
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    before TEXT = concordat_act_for(asking);
BEGIN
    RETURN QUERY
    SELECT coalesce(a.domain, e.domain), coalesce(a.company_name, e.company_name), 0::BIGINT, 0::BIGINT, c.commerce_id,
           c.registration_number, c.public_body, c.created, c.version, c.wrapped_key, c.sealed
    FROM customers c
    LEFT JOIN accounts a ON a.partner_id = c.partner_id AND a.customer_id = c.customer_id AND a.shared_by IS NULL
    LEFT JOIN ended_accounts e ON e.partner_id = c.partner_id AND e.customer_id = c.customer_id
    WHERE c.customer_id = wanted AND c.partner_id <> asking AND coalesce(a.domain, e.domain) IS NOT NULL
    ORDER BY a.domain IS NULL, c.created, c.partner_id
    LIMIT 1;
    PERFORM set_config('concordat.scope', before, TRUE);
END $$;

-- The tenant stays until the account that the transaction adds is written. Looked for after the wait for whoever may be
-- ending it, since each statement of a volatile function sees what is committed.
CREATE FUNCTION concordat_hold_tenant(adding UUID, customer UUID, host TEXT) RETURNS BOOLEAN
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    before TEXT = concordat_act_for(adding);
BEGIN
    PERFORM FROM domains WHERE domain = host FOR SHARE;
    PERFORM concordat_require(FOUND);
    PERFORM FROM customers WHERE customer_id = customer AND partner_id <> adding;
    PERFORM concordat_require(FOUND);
    PERFORM set_config('concordat.scope', before, TRUE);
    RETURN TRUE;
END $$;

-- The end of one partner's account, active or ended; with the last one the tenant goes: its users and its domains.
CREATE FUNCTION concordat_delete_account(deleting UUID, customer UUID, host TEXT, active BOOLEAN) RETURNS BOOLEAN
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    before TEXT = concordat_act_for(deleting);
BEGIN
    PERFORM FROM domains WHERE domain = host FOR UPDATE;
    DELETE FROM accounts WHERE partner_id = deleting AND customer_id = customer AND shared_by IS NULL;
    PERFORM concordat_require(FOUND = active);
    DELETE FROM customers WHERE customer_id = customer AND partner_id = deleting;
    PERFORM concordat_require(FOUND);
    DELETE FROM ended_accounts WHERE partner_id = deleting AND customer_id = customer;
    DELETE FROM answered_requests WHERE partner_id = deleting AND customer_id = customer;
    DELETE FROM customer_qualifications WHERE customer_id = customer AND partner_id = deleting;
    DELETE FROM user_licences WHERE customer_id = customer AND partner_id = deleting;
    IF NOT EXISTS (SELECT FROM customers WHERE customer_id = customer) THEN
        DELETE FROM customer_users WHERE customer_id = customer;
        DELETE FROM domains WHERE domain IN (SELECT d.domain FROM customer_domains d WHERE d.customer_id = customer);
        DELETE FROM customer_domains WHERE customer_id = customer;
        DELETE FROM domains WHERE domain = host;
    END IF;
    PERFORM set_config('concordat.scope', before, TRUE);
    RETURN TRUE;
END $$;

-- The licences of a user that is deleted are free again, whichever partners gave them. The deleting partner's are
-- remembered for the case that the user is restored; the others' are not, since who restores it cannot count them.
CREATE FUNCTION concordat_return_user_licences(deleting UUID, customer UUID, holder UUID) RETURNS BOOLEAN
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    before TEXT = concordat_act_for(deleting);
BEGIN
    PERFORM FROM customers WHERE customer_id = customer AND partner_id = deleting;
    PERFORM concordat_require(FOUND);
    WITH held AS (
        -- In the order in which every change set takes them.
        SELECT l.sku_id, l.partner_id
        FROM licences l
        JOIN user_licences u ON u.customer_id = l.customer_id AND u.sku_id = l.sku_id AND u.partner_id = l.partner_id
        WHERE u.customer_id = customer AND u.user_id = holder
        ORDER BY l.sku_id, l.partner_id FOR NO KEY UPDATE OF l
    )
    UPDATE licences SET consumed = consumed - 1
    FROM held
    WHERE licences.customer_id = customer AND licences.sku_id = held.sku_id AND licences.partner_id = held.partner_id;
    DELETE FROM user_licences WHERE customer_id = customer AND user_id = holder AND partner_id <> deleting;
    PERFORM set_config('concordat.scope', before, TRUE);
    RETURN TRUE;
END $$;

-- What another partner than the restoring one remembers of a user that it had deleted: nobody counts those licences.
CREATE FUNCTION concordat_forget_other_licences(restoring UUID, customer UUID, holder UUID) RETURNS BOOLEAN
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    before TEXT = concordat_act_for(restoring);
BEGIN
    PERFORM FROM customers WHERE customer_id = customer AND partner_id = restoring;
    PERFORM concordat_require(FOUND);
    DELETE FROM user_licences WHERE customer_id = customer AND user_id = holder AND partner_id <> restoring;
    PERFORM set_config('concordat.scope', before, TRUE);
    RETURN TRUE;
END $$;

-- For a customer that has signed in: which partners have, or once had, an account of it.
CREATE FUNCTION concordat_partners_of(customer UUID) RETURNS TABLE (partner UUID) LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    before TEXT = coalesce(current_setting('concordat.scope', TRUE), '');
BEGIN
    PERFORM set_config('concordat.scope', 'operators', TRUE);
    RETURN QUERY SELECT c.partner_id FROM customers c WHERE c.customer_id = customer ORDER BY c.created, c.partner_id;
    PERFORM set_config('concordat.scope', before, TRUE);
END $$;

-- For the built-in authority: the partner under which a domain's users are found, whoever asks.
CREATE FUNCTION concordat_domain_holder(host TEXT) RETURNS UUID LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    before TEXT = coalesce(current_setting('concordat.scope', TRUE), '');
    holder UUID;
BEGIN
    PERFORM set_config('concordat.scope', 'operators', TRUE);
    SELECT p.partner_id INTO holder
    FROM partners p
    WHERE EXISTS (SELECT FROM accounts a
                  WHERE a.partner_id = p.partner_id AND a.domain = host AND a.shared_by IS NULL)
       OR EXISTS (SELECT FROM ended_accounts e WHERE e.partner_id = p.partner_id AND e.domain = host)
       OR EXISTS (SELECT FROM customer_domains d JOIN customers c ON c.customer_id = d.customer_id
                  WHERE c.partner_id = p.partner_id AND d.domain = host)
    LIMIT 1;
    PERFORM set_config('concordat.scope', before, TRUE);
    RETURN holder;
END $$;

-- Users are there for every partner with an account of their tenant. A scalar query, because it is asked row by row and
-- never turned into a table of all accounts. Who adds one is checked by the row alone: a customer's first user is written
-- in the statement that writes the account, which does not see that yet.
DO $$
DECLARE
    service TEXT = current_database() || '_service';
    acting TEXT = '(SELECT nullif(current_setting(''concordat.partner'', TRUE), '''')::UUID)';
    has_account TEXT = '(SELECT TRUE FROM customers c WHERE c.customer_id = customer_users.customer_id '
        || 'AND c.partner_id = ' || acting || ')';
    verb TEXT;
    called TEXT;
BEGIN
    DROP POLICY own_rows ON customer_users;
    FOREACH verb IN ARRAY ARRAY['SELECT', 'UPDATE', 'DELETE']
    LOOP
        EXECUTE format('CREATE POLICY %I ON customer_users FOR %s TO %I USING (%s)', 'tenants_rows_' || lower(verb), verb,
            service, has_account);
    END LOOP;
    EXECUTE format('CREATE POLICY own_rows_insert ON customer_users FOR INSERT TO %I WITH CHECK (partner_id = %s)',
        service, acting);
    FOREACH called IN ARRAY ARRAY['concordat_customer_elsewhere', 'concordat_hold_tenant', 'concordat_delete_account',
        'concordat_return_user_licences', 'concordat_forget_other_licences', 'concordat_domain_holder', 'concordat_partners_of']
    LOOP
        EXECUTE format('ALTER FUNCTION %I SET search_path = pg_catalog, %I, pg_temp', called, current_schema());
        EXECUTE format('REVOKE ALL ON FUNCTION %I FROM PUBLIC', called);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %I TO %I', called, service);
    END LOOP;
END $$;
