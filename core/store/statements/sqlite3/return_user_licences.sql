UPDATE licences SET consumed = consumed - 1
WHERE customer_id = :customer AND partner_id = :partner
  AND sku_id IN (
      SELECT sku_id FROM user_licences
      WHERE customer_id = :customer AND user_id = :user AND partner_id = :partner
  )
