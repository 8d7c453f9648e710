SELECT other_id, relation, state, since, name, country, mpn_id
FROM partnerships
WHERE partner_id = :partner AND relation = :relation AND state = 1
ORDER BY folded_name, other_id
