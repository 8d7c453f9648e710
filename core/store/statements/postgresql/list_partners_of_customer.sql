SELECT partner FROM concordat_partners_of(:customer)
