SELECT domain, customer_id
FROM accounts
WHERE partner_id = :partner AND (domain, customer_id) > (:key, :customer)
ORDER BY domain, customer_id
LIMIT 1 OFFSET :looked_at
