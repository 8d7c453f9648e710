WITH added AS (
    INSERT INTO invitations (partner_id, invitation_id, secret_hash, state, created, expires)
    SELECT :partner, :invitation, :hash, 0, :now, :expires
    WHERE (SELECT count(*) FROM (SELECT FROM invitations WHERE partner_id = :partner AND expires > :now LIMIT :most)
           AS open) < :most
    RETURNING 1
), expired AS (
    DELETE FROM invitations WHERE partner_id = :partner AND expires <= :now
)
SELECT concordat_require(EXISTS (SELECT FROM added))
