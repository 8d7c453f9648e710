SELECT concordat_forget_other_licences(:partner, :customer, :user)
