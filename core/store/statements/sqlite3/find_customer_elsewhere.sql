SELECT coalesce(a.domain, e.domain), coalesce(a.company_name, e.company_name), 0, 0, c.commerce_id,
       c.registration_number, c.public_body, c.created, c.version, c.wrapped_key, c.sealed
FROM customers c
LEFT JOIN accounts a ON a.partner_id = c.partner_id AND a.customer_id = c.customer_id AND a.shared_by IS NULL
LEFT JOIN ended_accounts e ON e.partner_id = c.partner_id AND e.customer_id = c.customer_id
WHERE c.customer_id = :customer AND c.partner_id <> :partner AND coalesce(a.domain, e.domain) IS NOT NULL
ORDER BY a.domain IS NULL, c.created, c.partner_id
LIMIT 1
