SELECT user_id, user_name, password_hash, roles FROM directory_users
WHERE partner_id = :partner AND user_id = :user
