-- What a picture's page says of its cost: a few entries, however many its owner has.
CREATE INDEX credit_entries_by_generation ON credit_entries (generation_id) WHERE generation_id IS NOT NULL;

-- What a person has on the way. By the person alone SQLite takes an index of all that they ever made instead.
CREATE INDEX generation_history_open_of_user ON generation_history (user_id, status)
WHERE status IN ('reserved', 'running', 'saving');
DROP INDEX generation_history_open_by_user;
