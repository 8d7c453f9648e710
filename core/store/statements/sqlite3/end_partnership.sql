UPDATE partnerships SET state = 2, since = :now
WHERE partner_id = :partner AND other_id = :other AND state = 1;

UPDATE partnerships SET state = 2, since = :now WHERE partner_id = :other AND other_id = :partner;

DELETE FROM customer_shares WHERE partner_id = :partner AND reseller_id = :other;

DELETE FROM customer_shares WHERE partner_id = :other AND reseller_id = :partner;

DELETE FROM accounts WHERE partner_id = :other AND shared_by = :partner;

DELETE FROM accounts WHERE partner_id = :partner AND shared_by = :other;

INSERT INTO record (subject_id, at, entry_id, partner_id, resource, operation, application_id, correlation_id,
                    customer_name, folded_name, customized, sealed)
VALUES (:other, :now, :told, :other, :resource, :operation, zeroblob(16), :correlation, '', '', :customized, x'');
