WITH reservation AS (
    INSERT INTO domains (domain) VALUES (:domain)
), account AS (
    INSERT INTO accounts (partner_id, customer_id, folded_name, company_name, domain, relationship, delegated_access)
    VALUES (:partner, :customer, :folded_name, :company_name, :domain, :relationship, :delegated_access)
), customer AS (
    INSERT INTO customers (customer_id, partner_id, commerce_id, registration_number, public_body, created, version,
                           wrapped_key, sealed)
    VALUES (:customer, :partner, :commerce, :registration_number, :public_body, :created, :version, :wrapped_key,
            :sealed)
), administrator AS (
    INSERT INTO customer_users (customer_id, user_id, partner_id, sealed)
    VALUES (:customer, :user, :partner, :sealed_user)
)
INSERT INTO record (subject_id, at, entry_id, partner_id, resource, operation, application_id, correlation_id,
                    customer_name, folded_name, customized, sealed)
VALUES (:subject, :at, :entry, :partner, :resource, :operation, :application, :correlation,
        :customer_name, :folded_customer_name, :customized, :sealed_entry)
