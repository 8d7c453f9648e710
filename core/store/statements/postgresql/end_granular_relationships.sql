UPDATE granular_relationships SET state = 4, changed = :now, ends = :now, version = version + 1
WHERE partner_id = :partner AND customer_id = :customer AND state < 3
