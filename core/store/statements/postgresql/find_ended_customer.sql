SELECT company_name, domain FROM ended_accounts WHERE partner_id = :partner AND customer_id = :customer
