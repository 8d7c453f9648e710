SELECT concordat_delete_account(:partner, :customer, (
    SELECT domain FROM accounts WHERE partner_id = :partner AND customer_id = :customer AND shared_by IS NULL
), TRUE)
