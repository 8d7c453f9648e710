INSERT INTO answered_requests (partner_id, customer_id, request_id, state, answered)
VALUES (:partner, :customer, :request, 2, :now)
