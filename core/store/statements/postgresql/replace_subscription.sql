WITH changed AS (
    UPDATE subscriptions
    SET friendly_name = :friendly_name, quantity = :quantity, status = :status, suspended = :suspended,
        partner_on_record = :partner_on_record, support_partner = :support_partner, support_mpn_id =
        :support_mpn_id, support_name = :support_name, version = version + 1
    WHERE customer_id = :customer AND subscription_id = :subscription AND version = :version AND partner_id = :partner
      AND EXISTS (SELECT FROM accounts WHERE partner_id = :partner AND customer_id = :customer)
    RETURNING 1
)
SELECT concordat_require(EXISTS (SELECT FROM changed))
