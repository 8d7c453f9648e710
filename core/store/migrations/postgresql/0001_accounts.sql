-- Three groups by the id that leads their keys: partner, customer, domain. Instants are microseconds since 1970,
-- folded names compare bytewise (collation "C"). What is sealed or wrapped is ciphertext.

CREATE TABLE store_identity (
    cloud TEXT NOT NULL PRIMARY KEY,
    location TEXT NOT NULL,
    master_key TEXT NOT NULL,
    created BIGINT NOT NULL
);

-- Group partner.

CREATE TABLE partners (
    partner_id UUID NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    folded_name TEXT COLLATE "C" NOT NULL,
    country TEXT NOT NULL,
    kind BIGINT NOT NULL,
    state BIGINT NOT NULL,
    sandbox BIGINT NOT NULL,
    mpn_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    wrapped_key BYTEA NOT NULL,
    sealed BYTEA NOT NULL
);

CREATE TABLE partner_applications (
    partner_id UUID NOT NULL REFERENCES partners (partner_id) ON DELETE CASCADE,
    application_id UUID NOT NULL,
    PRIMARY KEY (partner_id, application_id)
);

CREATE TABLE directory_applications (
    partner_id UUID NOT NULL REFERENCES partners (partner_id) ON DELETE CASCADE,
    application_id UUID NOT NULL,
    is_public BIGINT NOT NULL,
    secret_hashes BYTEA NOT NULL,
    PRIMARY KEY (partner_id, application_id)
);

CREATE TABLE directory_users (
    partner_id UUID NOT NULL REFERENCES partners (partner_id) ON DELETE CASCADE,
    user_id UUID NOT NULL,
    user_name TEXT NOT NULL,
    folded_name TEXT COLLATE "C" NOT NULL,
    password_hash TEXT NOT NULL,
    roles BIGINT NOT NULL,
    PRIMARY KEY (partner_id, user_id),
    UNIQUE (partner_id, folded_name)
);

-- The partner's list. No foreign key to partners: those are never deleted, and every create would lock the row.
CREATE TABLE accounts (
    partner_id UUID NOT NULL,
    customer_id UUID NOT NULL,
    folded_name TEXT COLLATE "C" NOT NULL,
    company_name TEXT NOT NULL,
    domain TEXT COLLATE "C" NOT NULL,
    relationship BIGINT NOT NULL,
    delegated_access BIGINT NOT NULL,
    PRIMARY KEY (partner_id, customer_id)
);

CREATE INDEX accounts_by_name ON accounts (partner_id, folded_name, customer_id)
    INCLUDE (company_name, domain, relationship);
CREATE INDEX accounts_by_domain ON accounts (partner_id, domain, customer_id) INCLUDE (company_name, relationship);

CREATE TABLE requests (
    partner_id UUID NOT NULL,
    request_id UUID NOT NULL,
    fingerprint BYTEA NOT NULL,
    sealed BYTEA NOT NULL,
    expires BIGINT NOT NULL,
    PRIMARY KEY (partner_id, request_id)
);

CREATE INDEX requests_by_expiry ON requests (expires);

-- Group customer. Updates change no indexed column: room is left for them in each page.

CREATE TABLE customers (
    customer_id UUID NOT NULL PRIMARY KEY,
    partner_id UUID NOT NULL,
    commerce_id UUID NOT NULL,
    registration_number TEXT NOT NULL,
    public_body TEXT NOT NULL,
    created BIGINT NOT NULL,
    version BIGINT NOT NULL,
    wrapped_key BYTEA NOT NULL,
    sealed BYTEA NOT NULL
) WITH (fillfactor = 85);

-- No foreign key to customers: both rows are written and deleted by the same statements, and looking for a row that
-- was just written is a tenth of a create.
CREATE TABLE customer_users (
    customer_id UUID NOT NULL,
    user_id UUID NOT NULL,
    partner_id UUID NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (customer_id, user_id)
);

-- The subject is the customer, or the partner itself when the entry is about no customer. A position is given
-- when the entry is sealed into the chain.
CREATE TABLE record (
    subject_id UUID NOT NULL,
    at BIGINT NOT NULL,
    entry_id UUID NOT NULL,
    partner_id UUID NOT NULL,
    resource BIGINT NOT NULL,
    operation BIGINT NOT NULL,
    application_id UUID NOT NULL,
    correlation_id UUID NOT NULL,
    customer_name TEXT NOT NULL,
    folded_name TEXT COLLATE "C" NOT NULL,
    customized BYTEA NOT NULL,
    sealed BYTEA NOT NULL,
    position BIGINT,
    PRIMARY KEY (subject_id, at, entry_id)
);

CREATE INDEX record_by_partner ON record (partner_id, at, entry_id);

-- Group domain: reservations that cross partners and hold nothing but the name.

CREATE TABLE domains (
    domain TEXT COLLATE "C" NOT NULL PRIMARY KEY
);

CREATE TABLE partner_network_ids (
    mpn_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name TEXT NOT NULL
);

-- Ciphertext does not compress: do not try.
ALTER TABLE customers ALTER sealed SET STORAGE EXTERNAL;
ALTER TABLE record ALTER sealed SET STORAGE EXTERNAL;
ALTER TABLE requests ALTER sealed SET STORAGE EXTERNAL;

-- Ends a transaction in which a guarded write found nothing to change.
CREATE FUNCTION concordat_require(holds BOOLEAN) RETURNS BOOLEAN LANGUAGE plpgsql AS $$
BEGIN
    IF holds THEN
        RETURN TRUE;
    END IF;
    RAISE EXCEPTION 'guard' USING ERRCODE = 'CC001';
END $$;

-- Ends a transaction unless the partner has fewer than `most` customers. Partners' creates wait for one another
-- here; the count is taken after the wait, since each statement of a volatile function sees what is committed.
CREATE FUNCTION concordat_limit_customers(partner UUID, most BIGINT) RETURNS BOOLEAN LANGUAGE plpgsql AS $$
DECLARE
    counted BIGINT;
BEGIN
    PERFORM FROM partners WHERE partner_id = partner FOR NO KEY UPDATE;
    SELECT count(*) INTO counted FROM (SELECT FROM accounts WHERE partner_id = partner LIMIT most) AS existing;
    RETURN concordat_require(counted < most);
END $$;

-- For the service's job: how many stored replies have expired (of the first `most`), and their deletion, of all
-- partners, which row security lets the service neither see nor touch. Both work as the owner, in the scope of
-- operators while they run, and under a search path that is fixed below.
CREATE FUNCTION concordat_expired_requests(at BIGINT, most BIGINT) RETURNS BIGINT LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    before TEXT = current_setting('concordat.scope', TRUE);
    counted BIGINT;
BEGIN
    PERFORM set_config('concordat.scope', 'operators', TRUE);
    SELECT count(*) INTO counted FROM (SELECT FROM requests WHERE expires <= at LIMIT most) AS expired;
    PERFORM set_config('concordat.scope', coalesce(before, ''), TRUE);
    RETURN counted;
END $$;

CREATE FUNCTION concordat_purge_requests(at BIGINT, most BIGINT) RETURNS BIGINT LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    before TEXT = current_setting('concordat.scope', TRUE);
    purged BIGINT;
BEGIN
    PERFORM set_config('concordat.scope', 'operators', TRUE);
    DELETE FROM requests WHERE (partner_id, request_id) IN
        (SELECT partner_id, request_id FROM requests WHERE expires <= at LIMIT most);
    GET DIAGNOSTICS purged = ROW_COUNT;
    PERFORM set_config('concordat.scope', coalesce(before, ''), TRUE);
    RETURN purged;
END $$;

-- The second wall between partners. The service works as a role that owns nothing (the database's name with
-- _service) and sees the rows of the partner that its transaction names; commands across partners work as the
-- owner and say so. Without a partner named, nothing is seen.
DO $$
DECLARE
    service TEXT = current_database() || '_service';
    tenant_table TEXT;
    purging TEXT;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = service) THEN
        EXECUTE format('CREATE ROLE %I NOLOGIN', service);
    END IF;
    IF NOT pg_has_role(current_user, service, 'MEMBER') THEN
        EXECUTE format('GRANT %I TO CURRENT_USER', service);
    END IF;
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), service);
    EXECUTE format('GRANT SELECT ON store_identity, schema_migrations TO %I', service);
    EXECUTE format('GRANT SELECT, INSERT, DELETE ON domains, partner_network_ids TO %I', service);
    EXECUTE format('GRANT SELECT, INSERT ON record TO %I', service);
    FOREACH purging IN ARRAY ARRAY['concordat_expired_requests', 'concordat_purge_requests']
    LOOP
        EXECUTE format('ALTER FUNCTION %I(BIGINT, BIGINT) SET search_path = pg_catalog, %I, pg_temp', purging,
            current_schema());
        EXECUTE format('REVOKE ALL ON FUNCTION %I(BIGINT, BIGINT) FROM PUBLIC', purging);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %I(BIGINT, BIGINT) TO %I', purging, service);
    END LOOP;
    FOREACH tenant_table IN ARRAY ARRAY['partners', 'partner_applications', 'directory_applications',
        'directory_users', 'accounts', 'requests', 'customers', 'customer_users', 'record']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
        EXECUTE format('CREATE POLICY own_rows ON %I TO %I USING (partner_id = '
            || '(SELECT nullif(current_setting(''concordat.partner'', TRUE), '''')::UUID))', tenant_table, service);
        EXECUTE format('CREATE POLICY all_rows ON %I TO CURRENT_USER USING '
            || '(current_setting(''concordat.scope'', TRUE) = ''operators'')', tenant_table);
        IF tenant_table <> 'record' THEN
            EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO %I', tenant_table, service);
        END IF;
    END LOOP;
END $$;
