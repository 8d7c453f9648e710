WITH changed AS (
    UPDATE granular_relationships
    SET state = :state, changed = :changed, activated = :activated, ends = :ends, version = version + 1
    WHERE partner_id = :partner AND customer_id = :customer AND relationship_id = :relationship AND version = :version
    RETURNING 1
)
SELECT concordat_require(EXISTS (SELECT FROM changed))
