-- Whoever removes a row has the database look for those that name it: without these it read the whole of their tables.
CREATE INDEX day_counts_by_user ON day_counts (user_id);
CREATE INDEX collection_members_by_user ON collection_members (user_id);
CREATE INDEX collection_shares_by_user ON collection_shares (user_id);
CREATE INDEX mails_by_purchase ON mails (purchase_id) WHERE purchase_id IS NOT NULL;
CREATE INDEX mails_by_report ON mails (report_id) WHERE report_id IS NOT NULL;
CREATE INDEX operators_by_maker ON operators (made_by) WHERE made_by IS NOT NULL;
CREATE INDEX operator_acts_by_operator ON operator_acts (operator_id);
