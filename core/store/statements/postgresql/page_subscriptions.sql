SELECT s.subscription_id, s.order_id, s.line, s.offer_id, s.sku_id, s.friendly_name, s.quantity, s.ordered_quantity,
       s.cycle, s.status, s.created, s.commitment_end, s.suspended, s.partner_on_record, s.support_partner,
       s.support_mpn_id, s.support_name, s.version
FROM accounts a
JOIN subscriptions s ON s.customer_id = a.customer_id AND s.partner_id = a.partner_id
WHERE a.partner_id = :partner AND a.customer_id = :customer AND s.customer_id = :customer
  AND s.subscription_id > :subscription
ORDER BY s.subscription_id
LIMIT :size
