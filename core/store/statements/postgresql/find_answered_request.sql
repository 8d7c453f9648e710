SELECT 1 FROM answered_requests
WHERE partner_id = :partner AND customer_id = :customer AND request_id = :request
