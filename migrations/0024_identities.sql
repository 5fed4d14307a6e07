-- Who somebody is at another site: a way to sign in. The name is that site's own for a person, and never an address, which
-- may be somebody else's one day.
CREATE TABLE identities (
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  -- What the site said last, to tell one way from another; nothing is looked up by it.
  email TEXT,
  created_at TEXT NOT NULL,
  PRIMARY KEY (issuer, subject)
) STRICT, WITHOUT ROWID;

-- One person of each site for an account.
CREATE UNIQUE INDEX identities_by_user ON identities (user_id, issuer);

-- What somebody typed who goes to another site to sign in: it waits for them to come back. The browser keeps the id.
CREATE TABLE guest_drafts (
  id_hash TEXT NOT NULL PRIMARY KEY,
  fields TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX guest_drafts_by_age ON guest_drafts (created_at);
