WITH changed AS (
    UPDATE customer_users SET version = version + 1
    WHERE customer_id = :customer AND user_id = :user AND version = :version AND state = 1
      AND EXISTS (SELECT FROM accounts WHERE partner_id = :partner AND customer_id = :customer)
    RETURNING 1
)
SELECT concordat_require(EXISTS (SELECT FROM changed))
