DELETE FROM granular_relationships WHERE customer_id = :customer AND partner_id = :partner
