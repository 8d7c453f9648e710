WITH held AS (
    UPDATE webhook_registrations SET leased_until = :until WHERE partner_id = :partner AND lease_id = :lease
    RETURNING 1
), finished AS (
    UPDATE events SET state = :state, attempts = :attempts, due = :due
    WHERE partner_id = :partner AND position = :position AND entry_id = :event AND EXISTS (SELECT FROM held)
)
SELECT concordat_require(EXISTS (SELECT FROM held))
