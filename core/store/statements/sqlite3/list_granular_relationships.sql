SELECT relationship_id, customer_id, customer_name, display_name, roles, days, auto_extend, state, created, changed, activated,
       ends, version
FROM granular_relationships
WHERE partner_id = :partner AND customer_id = :customer
ORDER BY created DESC, relationship_id DESC
LIMIT :most
