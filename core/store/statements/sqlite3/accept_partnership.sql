UPDATE invitations SET state = 1
WHERE partner_id = :inviting AND invitation_id = :invitation AND secret_hash = :hash AND state = 0 AND expires > :now
  AND EXISTS (SELECT 1 FROM partners WHERE partner_id = :inviting AND kind = 1)
  AND EXISTS (SELECT 1 FROM partners WHERE partner_id = :partner AND kind = 2);

DELETE FROM partnerships WHERE partner_id = :partner AND other_id = :inviting AND state = 2;

DELETE FROM partnerships WHERE partner_id = :inviting AND other_id = :partner AND state = 2;

INSERT INTO partnerships
SELECT :partner, partner_id, 1, 1, :now, name, folded_name, country, mpn_id
FROM partners WHERE partner_id = :inviting;

INSERT INTO partnerships
SELECT :inviting, partner_id, 2, 1, :now, name, folded_name, country, mpn_id
FROM partners WHERE partner_id = :partner;

INSERT INTO record (subject_id, at, entry_id, partner_id, resource, operation, application_id, correlation_id,
                    customer_name, folded_name, customized, sealed)
VALUES (:inviting, :now, :told, :inviting, :resource, :operation, zeroblob(16), :correlation, '', '', :customized, x'');
