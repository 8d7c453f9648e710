SELECT u.user_id, u.state, u.deleted, u.version, u.roles, u.sealed, a.domain, c.wrapped_key
FROM accounts a
JOIN customers c ON c.customer_id = a.customer_id AND c.partner_id = a.partner_id
JOIN customer_users u ON u.customer_id = a.customer_id
WHERE a.partner_id = :partner AND a.customer_id = :customer AND u.customer_id = :customer
  AND u.user_id < :user AND u.state = :state AND u.deleted >= :since AND (u.roles & :roles) = :roles
ORDER BY u.user_id DESC
LIMIT :size OFFSET :skip
