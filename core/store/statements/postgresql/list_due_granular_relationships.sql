SELECT relationship_id, customer_id, customer_name, display_name, roles, days, auto_extend, state, created, changed, activated,
       ends, version,
       partner_id
FROM concordat_due_granular_relationships(:now, :most)
