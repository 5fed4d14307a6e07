-- A person's own picture of the same order, however many others ordered the same.
CREATE INDEX generation_history_by_input_of_user ON generation_history (user_id, input_hash, completed_at) WHERE status = 'succeeded';
