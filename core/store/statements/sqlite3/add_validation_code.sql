INSERT INTO validation_codes (partner_id, code, organization_name, max_creates, remaining_creates)
VALUES (:partner, :code, :organization, :max_creates, :max_creates)
