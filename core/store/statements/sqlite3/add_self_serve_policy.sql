INSERT INTO self_serve_policies (partner_id, policy_id, customer_id, permissions)
SELECT partner_id, :policy, customer_id, :permissions
FROM accounts
WHERE partner_id = :partner AND customer_id = :customer
