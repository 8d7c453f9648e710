WITH expired AS (
    UPDATE accounts SET delegated_access = 0
    WHERE partner_id = :partner AND customer_id = :customer AND delegated_access <> 0 AND delegated_until <= :now
    RETURNING 1
)
SELECT concordat_require(EXISTS (SELECT FROM expired))
