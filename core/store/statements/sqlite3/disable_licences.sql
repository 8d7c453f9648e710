UPDATE licences SET enabled = enabled - :removed
WHERE customer_id = :customer AND sku_id = :sku AND partner_id = :partner
