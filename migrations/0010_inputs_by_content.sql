-- The same picture brought twice by one person is kept once: by what is in it, without what is removed from it.
CREATE TABLE input_contents (
  user_id TEXT NOT NULL REFERENCES users (id),
  sha256 TEXT NOT NULL,
  input_id TEXT NOT NULL UNIQUE REFERENCES inputs (id) ON DELETE CASCADE,
  PRIMARY KEY (user_id, sha256)
) STRICT;

INSERT INTO input_contents (user_id, sha256, input_id)
SELECT user_id, sha256, min(id) FROM inputs GROUP BY user_id, sha256;

-- How many pictures a person brought on a day, UTC: beyond the bound NULL would be written, which is refused.
CREATE TABLE uploads_by_day (
  user_id TEXT NOT NULL REFERENCES users (id),
  day TEXT NOT NULL,
  uploads INTEGER NOT NULL,
  PRIMARY KEY (user_id, day)
) STRICT;
