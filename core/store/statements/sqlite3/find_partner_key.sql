SELECT wrapped_key FROM partners WHERE partner_id = :partner
