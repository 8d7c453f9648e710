SELECT concordat_return_user_licences(:partner, :customer, :user)
