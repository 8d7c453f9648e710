SELECT 1
FROM partnerships p
JOIN customer_shares s ON s.partner_id = p.partner_id AND s.reseller_id = p.other_id AND s.customer_id = :customer
WHERE p.partner_id = :partner AND p.other_id = :reseller AND p.relation = 2 AND p.state = 1
