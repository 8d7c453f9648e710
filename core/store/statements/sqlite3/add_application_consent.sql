INSERT INTO application_consents (partner_id, customer_id, application_id, grants, given)
SELECT :partner, :customer, :application, :grants, :given
WHERE (SELECT count(*) FROM application_consents WHERE partner_id = :partner AND customer_id = :customer) < :most
