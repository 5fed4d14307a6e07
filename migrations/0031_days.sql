-- What each day (UTC) came to, for the operator's page, which must not read what it sums up. The sweep adds orders by the day on
-- which they were ordered, once each, when they have ended; joins and income of today and yesterday it counts anew. Dollars are millionths.
CREATE TABLE days (
  day TEXT NOT NULL PRIMARY KEY,
  orders INTEGER NOT NULL DEFAULT 0,
  failures INTEGER NOT NULL DEFAULT 0,
  cost_micro_usd INTEGER NOT NULL DEFAULT 0,
  income_micro_usd INTEGER NOT NULL DEFAULT 0,
  joins INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

INSERT INTO days (day, orders, failures, cost_micro_usd)
SELECT substr(generation_history.created_at, 1, 10), count(*), sum(status = 'failed'), sum(coalesce(cost_micro_usd, 0))
FROM settlements JOIN generation_history ON generation_history.id = settlements.generation_id
GROUP BY 1;

INSERT INTO days (day, joins) SELECT substr(created_at, 1, 10), count(*) FROM users WHERE true GROUP BY 1
ON CONFLICT (day) DO UPDATE SET joins = excluded.joins;

INSERT INTO days (day, income_micro_usd) SELECT substr(paid_at, 1, 10), sum(micro_usd) FROM purchases WHERE paid_at IS NOT NULL GROUP BY 1
ON CONFLICT (day) DO UPDATE SET income_micro_usd = excluded.income_micro_usd;

INSERT INTO sweep_positions (name, position, updated_at)
SELECT 'days', coalesce(max(rowid), 0), '' FROM settlements;

-- What failed in the last day, and why.
CREATE INDEX generation_history_failed ON generation_history (completed_at, error_code) WHERE status = 'failed';
