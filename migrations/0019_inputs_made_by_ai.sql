-- Whether AI made the picture that somebody brought: it was taken from their own history, or its file says so.
ALTER TABLE inputs ADD COLUMN made_by_ai INTEGER NOT NULL DEFAULT 0 CHECK (made_by_ai IN (0, 1));

-- What was made of one of their own pictures was brought from there.
UPDATE inputs SET made_by_ai = 1
WHERE id IN (SELECT input_id FROM generation_history WHERE parent_id IS NOT NULL);
