SELECT l.sku_id, l.disabled
FROM accounts a
JOIN user_licences l ON l.customer_id = a.customer_id AND l.partner_id = a.partner_id
WHERE a.partner_id = :partner AND a.customer_id = :customer AND l.customer_id = :customer AND l.user_id = :user
ORDER BY l.sku_id
