SELECT g.agreement_id, g.agreement_type, g.agreed, g.sealed, c.wrapped_key
FROM agreements g
JOIN customers c ON c.customer_id = g.customer_id AND c.partner_id = g.partner_id
WHERE g.partner_id = :partner AND g.customer_id = :customer
ORDER BY g.agreement_id
