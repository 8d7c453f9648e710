SELECT is_public, secret_hashes FROM directory_applications
WHERE partner_id = :partner AND application_id = :application
