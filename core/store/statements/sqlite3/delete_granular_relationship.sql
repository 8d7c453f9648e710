DELETE FROM granular_relationships
WHERE partner_id = :partner AND customer_id = :customer AND relationship_id = :relationship AND state = 0
  AND version = :version
