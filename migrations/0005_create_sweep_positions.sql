-- How far a walk of the sweep has come that takes more than one run.
CREATE TABLE sweep_positions (
  name TEXT NOT NULL PRIMARY KEY,
  position TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
