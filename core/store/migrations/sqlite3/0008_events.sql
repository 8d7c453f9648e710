-- Group partner: where a partner is told what has happened, and how that goes. A lease is the right of one worker to
-- deliver to the partner until it ends.

CREATE TABLE webhook_registrations (
    partner_id BLOB NOT NULL PRIMARY KEY,
    sealed BLOB NOT NULL,
    changed INTEGER NOT NULL,
    version INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    paused_until INTEGER NOT NULL,
    lease_id BLOB NOT NULL,
    leased_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX webhook_registrations_by_lease ON webhook_registrations (lease_id);

-- Entries of the record on their way to the partner, in the order of their commits; test events have negative positions.
CREATE TABLE events (
    partner_id BLOB NOT NULL,
    position INTEGER NOT NULL,
    entry_id BLOB NOT NULL,
    subject_id BLOB NOT NULL,
    at INTEGER NOT NULL,
    resource INTEGER NOT NULL,
    operation INTEGER NOT NULL,
    state INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    due INTEGER NOT NULL,
    PRIMARY KEY (partner_id, position, entry_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX events_pending ON events (partner_id, position, due) WHERE state = 1;
CREATE INDEX events_pending_by_subject ON events (partner_id, subject_id, position, due) WHERE state = 1;
CREATE INDEX events_by_age ON events (at);
CREATE INDEX test_events_by_age ON events (at) WHERE position < 0;

CREATE TABLE event_attempts (
    partner_id BLOB NOT NULL,
    entry_id BLOB NOT NULL,
    at INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    status INTEGER NOT NULL,
    problem TEXT NOT NULL,
    PRIMARY KEY (partner_id, entry_id, at, attempt)
) STRICT, WITHOUT ROWID;

CREATE INDEX event_attempts_by_age ON event_attempts (at);

-- Up to which row of the record positions have been given. One writer gives rows their numbers in the order of commits,
-- and no row of the record is ever deleted.
CREATE TABLE event_horizon (
    only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    reached INTEGER NOT NULL
) STRICT;

INSERT INTO event_horizon (only_row, reached) SELECT 1, coalesce(max(rowid), 0) FROM record;
