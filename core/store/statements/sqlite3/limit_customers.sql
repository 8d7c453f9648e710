SELECT 1
WHERE (SELECT count(*) FROM (SELECT 1 FROM accounts WHERE partner_id = :partner LIMIT :most)) < :most
  AND EXISTS (SELECT 1 FROM partners WHERE partner_id = :partner)
