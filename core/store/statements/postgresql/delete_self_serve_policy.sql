WITH removed AS (
    DELETE FROM self_serve_policies WHERE partner_id = :partner AND policy_id = :policy AND version = :version
    RETURNING 1
)
SELECT concordat_require(EXISTS (SELECT FROM removed))
