WITH added AS (
    INSERT INTO application_consents (partner_id, customer_id, application_id, grants, given)
    SELECT :partner, :customer, :application, :grants, :given
    WHERE (SELECT count(*) FROM application_consents WHERE partner_id = :partner AND customer_id = :customer) < :most
    RETURNING 1
)
SELECT concordat_require(EXISTS (SELECT FROM added))
