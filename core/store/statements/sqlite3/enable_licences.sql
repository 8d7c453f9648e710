INSERT INTO licences (customer_id, sku_id, partner_id, enabled, consumed)
VALUES (:customer, :sku, :partner, :added, 0)
ON CONFLICT (customer_id, sku_id, partner_id) DO UPDATE SET enabled = enabled + excluded.enabled
