WITH changed AS (
    UPDATE partners SET version = version + 1, sealed = :sealed
    WHERE partner_id = :partner AND version = :version
    RETURNING 1
)
SELECT concordat_require(EXISTS (SELECT FROM changed))
