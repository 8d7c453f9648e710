UPDATE subscriptions SET support_partner = :nobody, support_mpn_id = '', support_name = ''
WHERE customer_id = :customer AND partner_id = :partner AND support_name <> ''
