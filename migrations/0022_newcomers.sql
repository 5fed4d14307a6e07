-- Who joined while mails leave, and has not proved their address yet: they end then.
CREATE TABLE newcomers (
  user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  ends_at TEXT NOT NULL
) STRICT;

CREATE INDEX newcomers_by_end ON newcomers (ends_at);

-- The address that a person has proved to be theirs. Who joined while no mail left has none, and loses nothing by it.
CREATE TABLE proved_addresses (
  user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  email TEXT NOT NULL COLLATE NOCASE,
  proved_at TEXT NOT NULL
) STRICT;
