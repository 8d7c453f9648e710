SELECT partner_id, customer_id, company_name, domain
FROM accounts
WHERE delegated_access <> 0 AND delegated_until <= :now
ORDER BY delegated_until
LIMIT :most
