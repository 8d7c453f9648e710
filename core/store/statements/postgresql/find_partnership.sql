SELECT other_id, relation, state, since, name, country, mpn_id
FROM partnerships
WHERE partner_id = :partner AND other_id = :other
