UPDATE accounts SET delegated_access = 0
WHERE partner_id = :partner AND customer_id = :customer AND delegated_access <> 0 AND delegated_until <= :now
