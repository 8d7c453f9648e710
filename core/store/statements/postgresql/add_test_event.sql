SELECT concordat_add_test_event(:partner, :position, :event, :now, :since, :most)
