WITH held AS (
    -- In the order in which every change set takes them.
    SELECT sku_id FROM licences
    WHERE customer_id = :customer AND partner_id = :partner
      AND sku_id IN (
          SELECT sku_id FROM user_licences
          WHERE customer_id = :customer AND user_id = :user AND partner_id = :partner
      )
    ORDER BY sku_id FOR NO KEY UPDATE
)
UPDATE licences SET consumed = consumed - 1
FROM held
WHERE licences.customer_id = :customer AND licences.partner_id = :partner AND licences.sku_id = held.sku_id
