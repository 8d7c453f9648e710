-- Whose key seals a stored reply: a customer, so that the reply goes with it, or zeros for the cloud's own key.
ALTER TABLE requests ADD COLUMN customer_id BLOB NOT NULL DEFAULT x'00000000000000000000000000000000';
