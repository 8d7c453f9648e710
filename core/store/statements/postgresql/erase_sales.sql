WITH bought AS (
    DELETE FROM orders WHERE customer_id = :customer
), held AS (
    DELETE FROM subscriptions WHERE customer_id = :customer
)
DELETE FROM licences WHERE customer_id = :customer
