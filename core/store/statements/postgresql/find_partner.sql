SELECT name, country, kind, state, sandbox, mpn_id FROM partners WHERE partner_id = :partner
