INSERT INTO user_licences (customer_id, user_id, sku_id, partner_id, disabled)
VALUES (:customer, :user, :sku, :partner, :disabled)
ON CONFLICT (customer_id, user_id, sku_id, partner_id) DO UPDATE SET disabled = excluded.disabled
