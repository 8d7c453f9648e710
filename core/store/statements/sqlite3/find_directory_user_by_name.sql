SELECT user_id, user_name, password_hash, roles FROM directory_users
WHERE partner_id = :partner AND folded_name = :folded_name
