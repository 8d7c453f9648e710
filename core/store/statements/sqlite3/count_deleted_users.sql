SELECT count(*) FROM (SELECT 1 FROM customer_users WHERE state = 2 AND deleted < :now LIMIT :most)
