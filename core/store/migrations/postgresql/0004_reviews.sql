-- How often an operator has decided, which guards the next decision, when last, and under seal what was given as evidence
-- and as the reason.
ALTER TABLE customer_qualifications
    ADD COLUMN decisions BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN decided BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN sealed BYTEA;
