SELECT roles
FROM granular_relationships
WHERE partner_id = :partner AND customer_id = :customer AND state = 2 AND (ends > :now OR auto_extend <> 0)
