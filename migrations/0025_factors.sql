-- The second thing that is asked of somebody who signs in: a code from an app that keeps the same secret. The secret is
-- sealed by a key that is not here.
CREATE TABLE second_factors (
  user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  sealed_secret TEXT NOT NULL,
  -- The name of the key that opens it: after a rotation there are two.
  key_name TEXT NOT NULL,
  -- The last half minute whose code was taken: that one and all before it are worth nothing any more.
  last_step INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL,
  -- Null until a first code has shown that the app has the secret.
  turned_on_at TEXT
) STRICT;

-- Codes on paper, for whoever has lost the app. One that is used is deleted.
CREATE TABLE recovery_codes (
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  code_hash TEXT NOT NULL,
  PRIMARY KEY (user_id, number)
) STRICT, WITHOUT ROWID;

-- Who has proved who they are and is asked for a code: there is no session before it. The browser keeps the id.
CREATE TABLE code_sign_ins (
  id_hash TEXT NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  -- By what they were known, where they are going, and what they typed before, as a form sends it.
  address TEXT NOT NULL,
  page TEXT NOT NULL,
  draft TEXT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX code_sign_ins_by_user ON code_sign_ins (user_id);
CREATE INDEX code_sign_ins_by_age ON code_sign_ins (created_at);
