SELECT customer_id, company_name, domain, relationship, domain
FROM accounts
WHERE partner_id = :partner AND (domain, customer_id) > (:key, :customer) AND (domain, customer_id) <= (:end_key, :end_customer)
  AND instr(domain, :part) > 0
ORDER BY domain, customer_id
LIMIT :size
