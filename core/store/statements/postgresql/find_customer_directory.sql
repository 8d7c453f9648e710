WITH held AS (
    SELECT customer_id, domain FROM accounts WHERE partner_id = :partner AND domain = :domain AND shared_by IS NULL
    UNION ALL
    SELECT customer_id, domain FROM ended_accounts WHERE partner_id = :partner AND domain = :domain
    UNION ALL
    SELECT a.customer_id, a.domain
    FROM customer_domains d
    JOIN accounts a ON a.partner_id = :partner AND a.customer_id = d.customer_id AND a.shared_by IS NULL
    WHERE d.domain = :domain
    UNION ALL
    SELECT e.customer_id, e.domain
    FROM customer_domains d
    JOIN ended_accounts e ON e.partner_id = :partner AND e.customer_id = d.customer_id
    WHERE d.domain = :domain
)
SELECT c.customer_id, c.wrapped_key, held.domain
FROM held
JOIN customers c ON c.customer_id = held.customer_id AND c.partner_id = :partner
