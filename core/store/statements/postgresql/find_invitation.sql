SELECT state, expires FROM invitations
WHERE partner_id = :partner AND invitation_id = :invitation AND secret_hash = :hash
