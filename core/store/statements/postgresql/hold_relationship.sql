WITH held AS (
    SELECT 1 FROM accounts WHERE partner_id = :partner AND customer_id = :customer FOR NO KEY UPDATE
)
SELECT concordat_require(EXISTS (SELECT FROM held))
