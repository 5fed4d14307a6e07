-- The generation whose picture this one was made of. It may be gone: whoever looks for it finds none.
ALTER TABLE generation_history ADD COLUMN parent_id TEXT;
-- The megapixels to which each picture that was brought is made small; NULL for what the model usually takes.
ALTER TABLE generation_history ADD COLUMN input_megapixels INTEGER;
-- What Replicate asks for it, in millionths of a US dollar, as the price was reckoned; and what it cost in the end.
ALTER TABLE generation_history ADD COLUMN quoted_micro_usd INTEGER;
ALTER TABLE generation_history ADD COLUMN cost_micro_usd INTEGER;

CREATE INDEX generation_history_by_parent ON generation_history (parent_id) WHERE parent_id IS NOT NULL;

-- The pictures of an order behind its first, which stands in the generation's own row. Places begin at 1.
CREATE TABLE further_inputs (
  generation_id TEXT NOT NULL REFERENCES generation_history (id) ON DELETE CASCADE,
  place INTEGER NOT NULL CHECK (place > 0),
  input_id TEXT NOT NULL REFERENCES inputs (id),
  PRIMARY KEY (generation_id, place)
) STRICT, WITHOUT ROWID;

CREATE INDEX further_inputs_by_input ON further_inputs (input_id);
