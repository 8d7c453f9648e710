UPDATE accounts SET company_name = :company_name, folded_name = :folded_name
WHERE partner_id = :partner AND customer_id = :customer
