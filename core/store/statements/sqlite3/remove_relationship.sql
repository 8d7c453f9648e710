INSERT INTO ended_accounts (partner_id, customer_id, folded_name, company_name, domain)
SELECT partner_id, customer_id, folded_name, company_name, domain
FROM accounts WHERE partner_id = :partner AND customer_id = :customer AND shared_by IS NULL;

DELETE FROM accounts WHERE partner_id = :partner AND customer_id = :customer;
