SELECT customer_id, company_name, domain, relationship, domain
FROM accounts
WHERE partner_id = :partner AND (domain, customer_id) < (:key, :customer) AND domain >= :lower
ORDER BY domain DESC, customer_id DESC
LIMIT :size OFFSET :skip
