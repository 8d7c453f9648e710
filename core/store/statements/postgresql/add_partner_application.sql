INSERT INTO partner_applications (partner_id, application_id) VALUES (:partner, :application)
