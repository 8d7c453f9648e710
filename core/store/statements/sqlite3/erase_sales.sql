DELETE FROM orders WHERE customer_id = :customer AND partner_id = :partner;

DELETE FROM subscriptions WHERE customer_id = :customer AND partner_id = :partner;

DELETE FROM licences WHERE customer_id = :customer AND partner_id = :partner;
