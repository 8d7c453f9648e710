SELECT concordat_deleted_users(:now, :most)
