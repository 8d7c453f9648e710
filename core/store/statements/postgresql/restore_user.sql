WITH changed AS (
    UPDATE customer_users SET version = version + 1, state = 1, deleted = 0
    WHERE customer_id = :customer AND user_id = :user AND state = 2 AND deleted >= :since
      AND EXISTS (SELECT FROM accounts WHERE partner_id = :partner AND customer_id = :customer)
    RETURNING 1
)
SELECT concordat_require(EXISTS (SELECT FROM changed))
