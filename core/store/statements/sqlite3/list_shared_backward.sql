SELECT customer_id, company_name, domain, relationship, folded_name
FROM accounts
WHERE partner_id = :partner AND shared_by = :provider AND (folded_name, customer_id) < (:key, :customer)
  AND folded_name >= :lower
ORDER BY folded_name DESC, customer_id DESC
LIMIT :size OFFSET :skip
