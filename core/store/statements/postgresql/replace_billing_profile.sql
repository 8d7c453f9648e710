WITH changed AS (
    UPDATE customers SET version = version + 1, sealed = :sealed
    WHERE customer_id = :customer AND version = :version AND partner_id = :partner
      AND EXISTS (SELECT FROM accounts WHERE partner_id = :partner AND customer_id = :customer)
    RETURNING 1
), recorded AS (
    INSERT INTO record (subject_id, at, entry_id, partner_id, resource, operation, application_id, correlation_id,
                        customer_name, folded_name, customized, sealed)
    VALUES (:subject, :at, :entry, :partner, :resource, :operation, :application, :correlation,
            :customer_name, :folded_customer_name, :customized, :sealed_entry)
)
SELECT concordat_require(EXISTS (SELECT FROM changed))
