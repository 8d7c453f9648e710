SELECT grants FROM application_consents
WHERE partner_id = :partner AND customer_id = :customer AND application_id = :application
