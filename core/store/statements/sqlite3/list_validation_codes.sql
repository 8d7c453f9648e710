SELECT code, organization_name, max_creates, remaining_creates
FROM validation_codes
WHERE partner_id = :partner
ORDER BY code
