WITH removed AS (
    DELETE FROM accounts WHERE partner_id = :partner AND customer_id = :customer RETURNING 1
)
SELECT concordat_require(EXISTS (SELECT FROM removed))
