WITH account AS (
    INSERT INTO accounts (partner_id, customer_id, folded_name, company_name, domain, relationship, delegated_access,
                          delegated_until)
    VALUES (:partner, :customer, :folded_name, :company_name, :domain, :relationship, 1, :until)
), customer AS (
    INSERT INTO customers (customer_id, partner_id, commerce_id, registration_number, public_body, created, version,
                           wrapped_key, sealed)
    VALUES (:customer, :partner, :commerce, :registration_number, :public_body, :created, :version, :wrapped_key,
            :sealed)
)
INSERT INTO answered_requests (partner_id, customer_id, request_id, state, answered)
VALUES (:partner, :customer, :request, 1, :now)
