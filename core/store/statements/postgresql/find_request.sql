SELECT fingerprint, sealed FROM requests
WHERE partner_id = :partner AND request_id = :request AND (expires > :now) IS TRUE
