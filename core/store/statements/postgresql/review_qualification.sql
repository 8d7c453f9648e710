WITH reviewed AS (
    INSERT INTO customer_qualifications (customer_id, qualification, partner_id, vetting_status, created, decisions,
                                         decided, sealed)
    SELECT customer_id, :qualification, partner_id, :vetting_status, :created, :decisions, :decided, :sealed
    FROM accounts
    WHERE partner_id = :partner AND customer_id = :customer
    ON CONFLICT (customer_id, qualification, partner_id) DO UPDATE
    SET vetting_status = excluded.vetting_status, decisions = excluded.decisions, decided = excluded.decided,
        sealed = excluded.sealed
    WHERE customer_qualifications.decisions = :seen
    RETURNING 1
)
SELECT concordat_require(EXISTS (SELECT FROM reviewed))
