DELETE FROM customer_users WHERE (customer_id, user_id) IN (
    SELECT customer_id, user_id FROM customer_users WHERE state = 2 AND deleted < :now LIMIT :most
)
