SELECT customer_id, company_name, domain, relationship, folded_name
FROM accounts
WHERE partner_id = :partner AND (folded_name, customer_id) > (:key, :customer) AND (folded_name, customer_id) <= (:end_key, :end_customer)
  AND position(:part IN folded_name) > 0
ORDER BY folded_name, customer_id
LIMIT :size
