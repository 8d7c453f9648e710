SELECT domain, company_name, relationship, delegated_access, commerce_id, registration_number, public_body, created,
       version, wrapped_key, sealed
FROM concordat_customer_elsewhere(:partner, :customer)
