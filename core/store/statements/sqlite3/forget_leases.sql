UPDATE webhook_registrations SET leased_until = 0
