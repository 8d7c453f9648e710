INSERT INTO partners (partner_id, name, folded_name, country, kind, state, sandbox, mpn_id, version, wrapped_key, sealed)
SELECT :reseller, :name, :folded_name, :country, 2, 0, 1, :mpn, :version, :wrapped_key, :sealed
FROM partners WHERE partner_id = :partner AND kind = 1 AND sandbox = 1;

INSERT INTO partner_network_ids (mpn_id, name) VALUES (:mpn, :name);

INSERT INTO domains (domain) VALUES (:domain);

INSERT INTO sandbox_resellers (partner_id, reseller_id, domain) VALUES (:partner, :reseller, :domain);

INSERT INTO partnerships
SELECT :reseller, partner_id, 1, 1, :now, name, folded_name, country, mpn_id FROM partners WHERE partner_id = :partner;

INSERT INTO partnerships
SELECT :partner, partner_id, 2, 1, :now, name, folded_name, country, mpn_id FROM partners WHERE partner_id = :reseller;

INSERT INTO record (subject_id, at, entry_id, partner_id, resource, operation, application_id, correlation_id,
                    customer_name, folded_name, customized, sealed)
VALUES (:reseller, :now, :told, :reseller, :resource, :operation, zeroblob(16), :correlation, '', '', :customized, x'');
