SELECT o.order_id, o.cycle, o.created, o.version
FROM accounts a
JOIN orders o ON o.customer_id = a.customer_id AND o.partner_id = a.partner_id
WHERE a.partner_id = :partner AND a.customer_id = :customer
ORDER BY o.order_id
