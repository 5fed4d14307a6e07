-- What anybody reported of a shared picture. It goes with its picture.
CREATE TABLE reports (
  -- From the form: one that is sent twice is one report.
  id TEXT NOT NULL PRIMARY KEY,
  generation_id TEXT NOT NULL REFERENCES generation_history (id) ON DELETE CASCADE,
  reason TEXT NOT NULL CHECK (reason IN ('illegal', 'person', 'rights', 'other')),
  said TEXT NOT NULL,
  -- Where an answer may go; empty for nowhere. The language of the form is that of the answer's mail.
  email TEXT NOT NULL,
  language TEXT NOT NULL,
  -- What was done about it, and what whoever reported was told.
  answered TEXT CHECK (answered IN ('taken_down', 'left')),
  answer TEXT NOT NULL DEFAULT '',
  answered_at TEXT,
  created_at TEXT NOT NULL
) STRICT;

CREATE INDEX reports_unanswered ON reports (created_at DESC, id DESC) WHERE answered IS NULL;
CREATE INDEX reports_by_generation ON reports (generation_id);

-- Pictures that an operator took down: no link shows them any more, and none can be made. Their owner keeps them, and is told.
CREATE TABLE takedowns (
  generation_id TEXT NOT NULL PRIMARY KEY REFERENCES generation_history (id) ON DELETE CASCADE,
  said TEXT NOT NULL,
  taken_at TEXT NOT NULL
) STRICT;

-- The report that a mail answers.
ALTER TABLE mails ADD COLUMN report_id TEXT REFERENCES reports (id) ON DELETE CASCADE;
