SELECT customer_id, company_name, domain, relationship, folded_name
FROM accounts
WHERE partner_id = :partner AND shared_by = :provider AND (folded_name, customer_id) > (:key, :customer)
  AND folded_name < :upper
ORDER BY folded_name, customer_id
LIMIT :size OFFSET :skip
