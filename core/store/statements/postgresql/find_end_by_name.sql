SELECT folded_name, customer_id
FROM accounts
WHERE partner_id = :partner AND (folded_name, customer_id) > (:key, :customer)
ORDER BY folded_name, customer_id
LIMIT 1 OFFSET :looked_at
