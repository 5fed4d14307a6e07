-- Keys that somebody's devices keep: a way to sign in. Only what proves a signature is here, which lets nobody in.
CREATE TABLE passkeys (
  -- The name that the device gave to the key.
  id TEXT NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  public_key TEXT NOT NULL,
  -- By the registry of COSE: -7 is ES256, -257 is RS256.
  algorithm INTEGER NOT NULL CHECK (algorithm IN (-7, -257)),
  -- How often the key was used, as the device counts; many never count.
  counter INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  last_used_at TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX passkeys_by_user ON passkeys (user_id, created_at);

-- By what devices know whose key it is: random, so that a device which is lost tells nobody the account.
CREATE TABLE passkey_handles (
  user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  handle TEXT NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;

-- Challenges that were answered, written in the batch of what the answer does: the key refuses the second time. One that
-- was not answered needs no row, since it is signed.
CREATE TABLE answered_challenges (
  id TEXT NOT NULL PRIMARY KEY,
  answered_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX answered_challenges_by_age ON answered_challenges (answered_at);
