INSERT INTO orders (customer_id, order_id, partner_id, cycle, created, version)
VALUES (:customer, :order_id, :partner, :cycle, :created, :version)
