SELECT p.partner_id
FROM partners p
WHERE EXISTS (SELECT 1 FROM accounts a WHERE a.partner_id = p.partner_id AND a.domain = :domain AND a.shared_by IS NULL)
   OR EXISTS (SELECT 1 FROM ended_accounts e WHERE e.partner_id = p.partner_id AND e.domain = :domain)
   OR EXISTS (SELECT 1 FROM customer_domains d JOIN customers c ON c.customer_id = d.customer_id
              WHERE c.partner_id = p.partner_id AND d.domain = :domain)
LIMIT 1
