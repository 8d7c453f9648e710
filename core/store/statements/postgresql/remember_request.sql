WITH remembered AS (
    INSERT INTO requests (partner_id, request_id, customer_id, fingerprint, sealed, expires)
    VALUES (:partner, :request, :customer, :fingerprint, :sealed, :expires)
    ON CONFLICT (partner_id, request_id) DO UPDATE
    SET customer_id = excluded.customer_id, fingerprint = excluded.fingerprint, sealed = excluded.sealed, expires = excluded.expires
    WHERE requests.expires <= :now
    RETURNING 1
)
SELECT concordat_require(EXISTS (SELECT FROM remembered))
