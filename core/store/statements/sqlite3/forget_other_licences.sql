DELETE FROM user_licences WHERE customer_id = :customer AND user_id = :user AND partner_id <> :partner
