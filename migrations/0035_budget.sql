-- What the orders of a day (UTC) may cost at Replicate, in millionths of a US dollar: taken with each order, given back where it
-- came to nothing that is billed. NULL is written, and refused, when no order may be taken.
CREATE TABLE day_costs (
  day TEXT NOT NULL PRIMARY KEY,
  reserved_micro_usd INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The days on which operators were warned that most of it is used: once a day.
CREATE TABLE budget_warnings (
  day TEXT NOT NULL PRIMARY KEY,
  warned_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
