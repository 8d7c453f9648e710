DELETE FROM orders WHERE customer_id = :customer;

DELETE FROM subscriptions WHERE customer_id = :customer;

DELETE FROM licences WHERE customer_id = :customer;
