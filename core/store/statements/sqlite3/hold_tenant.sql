SELECT 1 FROM customers
WHERE customer_id = :customer AND partner_id <> :partner AND EXISTS (SELECT 1 FROM domains WHERE domain = :domain)
LIMIT 1
