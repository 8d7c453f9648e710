SELECT p.other_id, p.relation, p.state, p.since, p.name, p.country, p.mpn_id
FROM customer_shares s
JOIN partnerships p ON p.partner_id = s.partner_id AND p.other_id = s.reseller_id
WHERE s.partner_id = :partner AND s.customer_id = :customer
ORDER BY p.folded_name, p.other_id
