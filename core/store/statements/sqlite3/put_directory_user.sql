INSERT INTO directory_users (partner_id, user_id, user_name, folded_name, password_hash, roles)
VALUES (:partner, :user, :user_name, :folded_name, :password_hash, :roles)
ON CONFLICT (partner_id, user_id) DO UPDATE
SET user_name = excluded.user_name, folded_name = excluded.folded_name, password_hash = excluded.password_hash,
    roles = excluded.roles
