-- How often an operator has decided, which guards the next decision, when last, and under seal what was given as evidence
-- and as the reason.
ALTER TABLE customer_qualifications ADD COLUMN decisions INTEGER NOT NULL DEFAULT 0;
ALTER TABLE customer_qualifications ADD COLUMN decided INTEGER NOT NULL DEFAULT 0;
ALTER TABLE customer_qualifications ADD COLUMN sealed BLOB;
