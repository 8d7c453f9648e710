INSERT INTO directory_applications (partner_id, application_id, is_public, secret_hashes)
VALUES (:partner, :application, :is_public, :secret_hashes)
ON CONFLICT (partner_id, application_id) DO UPDATE
SET is_public = excluded.is_public, secret_hashes = excluded.secret_hashes
