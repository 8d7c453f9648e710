INSERT INTO invitations (partner_id, invitation_id, secret_hash, state, created, expires)
SELECT :partner, :invitation, :hash, 0, :now, :expires
WHERE (SELECT count(*) FROM (SELECT 1 FROM invitations WHERE partner_id = :partner AND expires > :now LIMIT :most)) < :most;

DELETE FROM invitations WHERE partner_id = :partner AND expires <= :now;
