-- When its owner deleted it. It can be put back for 30 days, then the sweep removes it with all that belongs to it. What is
-- on its way is not deleted: whoever works on open generations need not ask.
ALTER TABLE generation_history ADD COLUMN deleted_at TEXT
  CONSTRAINT deleted_has_ended CHECK (deleted_at IS NULL OR completed_at IS NOT NULL);

-- Lists, parts and neighbours of those that are not deleted, however many lie between them that are.
CREATE INDEX generation_history_living ON generation_history (user_id, position DESC) WHERE deleted_at IS NULL;
CREATE INDEX generation_history_living_by_date ON generation_history (user_id, created_at, position) WHERE deleted_at IS NULL;
CREATE INDEX generation_history_living_by_parent ON generation_history (parent_id, position DESC)
WHERE parent_id IS NOT NULL AND deleted_at IS NULL;

-- A person's deleted ones, the last deleted first; and of everybody those that are due to be removed.
CREATE INDEX generation_history_deleted ON generation_history (user_id, deleted_at DESC, position DESC) WHERE deleted_at IS NOT NULL;
CREATE INDEX generation_history_deleted_by_time ON generation_history (deleted_at) WHERE deleted_at IS NOT NULL;
