SELECT partner, failed FROM concordat_claimed_target(:lease)
