DELETE FROM self_serve_policies WHERE partner_id = :partner AND policy_id = :policy AND version = :version
