UPDATE self_serve_policies SET version = version + 1, permissions = :permissions
WHERE partner_id = :partner AND policy_id = :policy AND version = :version
