SELECT relationship_id, customer_id, customer_name, display_name, roles, days, auto_extend, state, created, changed, activated,
       ends, version,
       partner_id
FROM granular_relationships
WHERE state IN (1, 2) AND ends <= :now
ORDER BY ends
LIMIT :most
