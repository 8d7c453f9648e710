WITH replaced AS (
    UPDATE webhook_registrations
    SET sealed = :sealed, changed = :changed, version = version + 1, failures = 0, paused_until = 0,
        lease_id = :no_lease, leased_until = 0
    WHERE partner_id = :partner
    RETURNING 1
), hastened AS (
    UPDATE events SET due = :changed WHERE partner_id = :partner AND state = 1 AND due > :changed
)
SELECT concordat_require(EXISTS (SELECT FROM replaced))
