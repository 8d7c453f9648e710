SELECT l.sku_id, l.enabled, l.consumed
FROM accounts a
JOIN licences l ON l.customer_id = a.customer_id AND l.partner_id = a.partner_id
WHERE a.partner_id = :partner AND a.customer_id = :customer
ORDER BY l.sku_id
