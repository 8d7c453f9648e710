SELECT c.customer_id, c.wrapped_key
FROM (SELECT customer_id FROM accounts WHERE partner_id = :partner AND domain = :domain AND shared_by IS NULL
      UNION ALL
      SELECT customer_id FROM ended_accounts WHERE partner_id = :partner AND domain = :domain) held
JOIN customers c ON c.customer_id = held.customer_id AND c.partner_id = :partner
