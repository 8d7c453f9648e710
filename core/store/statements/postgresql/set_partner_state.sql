WITH changed AS (
    UPDATE partners SET state = :state WHERE partner_id = :partner RETURNING 1
)
SELECT concordat_require(EXISTS (SELECT FROM changed))
