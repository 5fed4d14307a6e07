-- The product that this one replaces wrote this column and never made it: D1_ERROR: no such column: updated_at.
-- SQLite adds a NOT NULL column only with a constant default; the fill below replaces it in every old row.
ALTER TABLE generation_history ADD COLUMN updated_at TEXT NOT NULL DEFAULT '';

UPDATE generation_history SET updated_at = COALESCE(completed_at, created_at);
