UPDATE customer_users SET version = version + 1
WHERE customer_id = :customer AND user_id = :user AND version = :version AND state = 1
  AND EXISTS (SELECT 1 FROM accounts WHERE partner_id = :partner AND customer_id = :customer)
