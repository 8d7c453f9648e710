SELECT customer_id, company_name, domain, relationship, domain
FROM accounts
WHERE partner_id = :partner AND (domain, customer_id) > (:key, :customer) AND domain < :upper
ORDER BY domain, customer_id
LIMIT :size OFFSET :skip
