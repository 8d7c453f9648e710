SELECT application_id FROM partner_applications WHERE partner_id = :partner ORDER BY application_id
