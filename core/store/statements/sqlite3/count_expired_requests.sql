SELECT count(*) FROM (SELECT 1 FROM requests WHERE expires <= :now LIMIT :most) AS expired
