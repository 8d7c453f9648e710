INSERT INTO requests (partner_id, request_id, fingerprint, sealed, expires)
VALUES (:partner, :request, :fingerprint, :sealed, :expires)
ON CONFLICT (partner_id, request_id) DO UPDATE
SET fingerprint = excluded.fingerprint, sealed = excluded.sealed, expires = excluded.expires
WHERE requests.expires <= :now
