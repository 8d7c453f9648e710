UPDATE sandbox_resellers SET domain = domain
WHERE partner_id = :partner AND reseller_id = :reseller
  AND NOT EXISTS (SELECT 1 FROM accounts WHERE partner_id = :reseller)
  AND NOT EXISTS (SELECT 1 FROM ended_accounts WHERE partner_id = :reseller);

DELETE FROM domains
WHERE domain = (SELECT domain FROM sandbox_resellers WHERE partner_id = :partner AND reseller_id = :reseller);

DELETE FROM sandbox_resellers WHERE partner_id = :partner AND reseller_id = :reseller;

DELETE FROM partnerships
WHERE other_id = :reseller AND partner_id IN (SELECT other_id FROM partnerships WHERE partner_id = :reseller);

DELETE FROM partnerships WHERE partner_id = :reseller;

DELETE FROM reseller_agreements WHERE partner_id = :reseller;

DELETE FROM invitations WHERE partner_id = :reseller;

DELETE FROM requests WHERE partner_id = :reseller;

DELETE FROM event_attempts WHERE partner_id = :reseller;

DELETE FROM events WHERE partner_id = :reseller;

DELETE FROM webhook_registrations WHERE partner_id = :reseller;

DELETE FROM partner_network_ids
WHERE mpn_id = (SELECT mpn_id FROM partners WHERE partner_id = :reseller AND kind = 2 AND sandbox = 1);

DELETE FROM partners WHERE partner_id = :reseller AND kind = 2 AND sandbox = 1;

INSERT INTO record (subject_id, at, entry_id, partner_id, resource, operation, application_id, correlation_id,
                    customer_name, folded_name, customized, sealed)
VALUES (:reseller, :now, :told, :reseller, :resource, :operation, zeroblob(16), :correlation, '', '', :customized, x'');
