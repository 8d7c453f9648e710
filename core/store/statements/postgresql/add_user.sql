WITH added AS (
    INSERT INTO customer_users (customer_id, user_id, partner_id, sealed, roles, name_hash)
    SELECT customer_id, :user, partner_id, :sealed, :roles, :name_hash
    FROM accounts
    WHERE partner_id = :partner AND customer_id = :customer
    RETURNING 1
)
SELECT concordat_require(EXISTS (SELECT FROM added))
