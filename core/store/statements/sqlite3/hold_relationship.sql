SELECT 1 FROM accounts WHERE partner_id = :partner AND customer_id = :customer
