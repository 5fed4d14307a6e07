-- What is behind a link in a mail: whom it is for and what it does. The link has a signature that is not here: reading the
-- table lets nobody in.
CREATE TABLE tokens (
  id TEXT NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  purpose TEXT NOT NULL CHECK (purpose IN ('reset', 'confirm', 'new_email', 'undo_email')),
  -- The address that the link is about: the one to be proved, to be taken, or to be taken back.
  email TEXT NOT NULL COLLATE NOCASE,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL
) STRICT;

CREATE INDEX tokens_by_user ON tokens (user_id);
CREATE INDEX tokens_by_expiry ON tokens (expires_at);
CREATE INDEX tokens_to_take_back ON tokens (email) WHERE purpose = 'undo_email';

-- Written in the batch of what a link does: the key refuses the second time, and undoes it.
CREATE TABLE used_tokens (
  token_id TEXT NOT NULL PRIMARY KEY REFERENCES tokens (id) ON DELETE CASCADE,
  used_at TEXT NOT NULL
) STRICT;

-- Mails to be sent: what about, to whom, in which language. The words and the link are made when one is written out.
CREATE TABLE mails (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  email TEXT NOT NULL,
  language TEXT NOT NULL,
  token_id TEXT REFERENCES tokens (id) ON DELETE CASCADE,
  -- How often it was tried, and before when it is not tried again.
  attempts INTEGER NOT NULL DEFAULT 0,
  due_at TEXT NOT NULL,
  sent_at TEXT,
  created_at TEXT NOT NULL
) STRICT;

CREATE INDEX mails_due ON mails (due_at) WHERE sent_at IS NULL;
CREATE INDEX mails_by_address ON mails (email, kind, created_at);
CREATE INDEX mails_by_age ON mails (created_at);
CREATE INDEX mails_by_user ON mails (user_id);
CREATE INDEX mails_by_token ON mails (token_id) WHERE token_id IS NOT NULL;
