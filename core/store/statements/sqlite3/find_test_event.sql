SELECT state FROM events WHERE partner_id = :partner AND position = :position AND entry_id = :event
