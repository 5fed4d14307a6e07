-- Mails that could not be sent yet, for the operator's page: where none can leave, all others wait unsent, too.
CREATE INDEX mails_that_did_not_go ON mails (due_at) WHERE sent_at IS NULL AND attempts > 0;
