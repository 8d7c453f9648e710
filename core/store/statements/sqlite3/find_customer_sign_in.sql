SELECT user_id, roles, sealed FROM customer_users
WHERE partner_id = :partner AND customer_id = :customer AND state = 1
  AND (name_hash = :name_hash OR name_hash IS NULL)
