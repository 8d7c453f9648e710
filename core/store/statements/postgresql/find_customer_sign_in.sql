SELECT u.user_id, u.roles, u.sealed
FROM customers c
JOIN customer_users u ON u.customer_id = c.customer_id
WHERE c.partner_id = :partner AND c.customer_id = :customer AND u.state = 1
  AND (u.name_hash = :name_hash OR u.name_hash IS NULL)
