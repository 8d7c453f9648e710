WITH changed AS (
    UPDATE customers SET version = version + 1, sealed = :sealed
    WHERE customer_id = :customer AND version = :version
      AND EXISTS (SELECT FROM accounts WHERE partner_id = :partner AND customer_id = :customer)
    RETURNING 1
), renamed AS (
    UPDATE accounts SET company_name = :company_name, folded_name = :folded_name
    WHERE partner_id = :partner AND customer_id = :customer AND company_name <> :company_name
)
SELECT concordat_require(EXISTS (SELECT FROM changed))
