-- What prompts say and what the filters ask for, a row for each generation under its position. Each word begins with a key
-- of its owner, so that a search reads one visitor's postings only: app/generations/search-index.server.ts.
-- Words are cut and folded there: here `ascii` only parts them at spaces, and `porter` makes castles find castle.
CREATE VIRTUAL TABLE search USING fts5(
  words,
  content = '',
  contentless_delete = 1,
  detail = none,
  tokenize = "porter ascii tokenchars '_-./'"
);

-- Lists go by position; this one turns days into positions.
DROP INDEX generation_history_by_user;
CREATE INDEX generation_history_by_date ON generation_history (user_id, created_at, position);
