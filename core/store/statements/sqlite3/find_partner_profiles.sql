SELECT version, wrapped_key, sealed FROM partners WHERE partner_id = :partner
