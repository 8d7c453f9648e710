SELECT partner_id, name, country, kind, state, sandbox, mpn_id FROM partners ORDER BY folded_name, partner_id
