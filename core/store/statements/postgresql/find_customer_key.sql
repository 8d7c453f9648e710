SELECT c.wrapped_key
FROM accounts a
JOIN customers c ON c.customer_id = a.customer_id AND c.partner_id = a.partner_id
WHERE a.partner_id = :partner AND a.customer_id = :customer
