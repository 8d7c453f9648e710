SELECT policy_id, customer_id, permissions, version
FROM self_serve_policies
WHERE partner_id = :partner AND customer_id = :customer
ORDER BY policy_id
