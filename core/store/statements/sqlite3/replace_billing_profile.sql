UPDATE customers SET version = version + 1, sealed = :sealed
WHERE customer_id = :customer AND version = :version AND partner_id = :partner
  AND EXISTS (SELECT 1 FROM accounts WHERE partner_id = :partner AND customer_id = :customer);

INSERT INTO record (subject_id, at, entry_id, partner_id, resource, operation, application_id, correlation_id,
                    customer_name, folded_name, customized, sealed)
VALUES (:subject, :at, :entry, :partner, :resource, :operation, :application, :correlation,
        :customer_name, :folded_customer_name, :customized, :sealed_entry);
