UPDATE licences SET consumed = consumed - 1
WHERE customer_id = :customer
  AND EXISTS (
      SELECT 1 FROM user_licences u
      WHERE u.customer_id = :customer AND u.user_id = :user AND u.sku_id = licences.sku_id
        AND u.partner_id = licences.partner_id
  );

DELETE FROM user_licences WHERE customer_id = :customer AND user_id = :user AND partner_id <> :partner;
