WITH added AS (
    INSERT INTO granular_relationships (partner_id, customer_id, relationship_id, customer_name, display_name, roles, days,
                                        auto_extend, state, created, changed, activated, ends, version)
    SELECT :partner, :customer, :relationship, :customer_name, :display_name, :roles, :days, :auto_extend, :state, :created,
           :changed, :activated, :ends, :version
    WHERE (SELECT count(*) FROM granular_relationships
           WHERE partner_id = :partner AND customer_id = :customer AND state < 3) < :most
    RETURNING 1
)
SELECT concordat_require(EXISTS (SELECT FROM added))
