-- What somebody shares and what they brought, to be given to them or removed without reading everybody's.
CREATE INDEX shares_by_user ON shares (user_id, created_at);
CREATE INDEX inputs_by_user ON inputs (user_id);
