SELECT s.customer_id, a.company_name, a.domain, a.relationship, s.folded_name
FROM customer_shares s
JOIN accounts a ON a.partner_id = s.partner_id AND a.customer_id = s.customer_id
WHERE s.partner_id = :partner AND s.reseller_id = :reseller AND (s.folded_name, s.customer_id) < (:key, :customer)
  AND s.folded_name >= :lower
ORDER BY s.folded_name DESC, s.customer_id DESC
LIMIT :size OFFSET :skip
