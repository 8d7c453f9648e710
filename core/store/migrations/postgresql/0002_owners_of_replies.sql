-- Whose key seals a stored reply: a customer, so that the reply goes with it, or zeros for the cloud's own key.
ALTER TABLE requests ADD COLUMN customer_id UUID NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000';
