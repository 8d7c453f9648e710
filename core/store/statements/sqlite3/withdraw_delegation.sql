UPDATE accounts SET delegated_access = 0, delegated_until = NULL
WHERE partner_id = :partner AND customer_id = :customer AND delegated_access <> 0 AND shared_by IS NULL
