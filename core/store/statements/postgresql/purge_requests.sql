DELETE FROM requests
WHERE (partner_id, request_id) IN (SELECT partner_id, request_id FROM requests WHERE expires <= :now LIMIT :most)
