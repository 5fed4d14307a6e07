import { OPEN_AT_MOST_MINUTES } from "../generations/limits";
import { DELETED_AT_MOST_DAYS } from "../history/deleted/limits";
import { OPEN_AT_MOST_DAYS } from "../purchases/limits";

/**
 * What must hold whatever broke, as queries for what breaks it: each row is the id of one breach. The audit of the Worker
 * and `npm run audit` share them. That a picture lies in the store is checked by `sweepImages`.
 */
export const INVARIANTS = {
  balance_is_the_sum_of_entries: `
    SELECT users.id FROM users
    LEFT JOIN (SELECT user_id, sum(amount) AS total FROM credit_entries GROUP BY user_id) AS sums ON sums.user_id = users.id
    WHERE users.credits <> coalesce(sums.total, 0) OR users.credits < 0`,

  free_credits_once_for_a_mailbox: `
    SELECT welcomes.user_id AS id FROM welcomes
    LEFT JOIN credit_entries ON credit_entries.reference = 'welcome:' || welcomes.user_id
    WHERE credit_entries.amount IS NOT welcomes.amount`,

  an_invite_lets_in_as_many_as_it_says: `
    SELECT id_hash AS id FROM invites
    LEFT JOIN (SELECT invite_hash, count(*) AS came FROM invited GROUP BY invite_hash) ON invite_hash = id_hash
    WHERE used > uses OR used < coalesce(came, 0)`,

  one_debit_each_and_none_from_the_cache: `
    SELECT generation_history.id FROM generation_history
    LEFT JOIN credit_entries ON credit_entries.generation_id = generation_history.id AND credit_entries.kind = 'generation'
    WHERE (cached_from IS NULL AND coalesce(credit_entries.amount, 0) <> -generation_history.cost)
       OR (cached_from IS NOT NULL AND (credit_entries.id IS NOT NULL OR generation_history.cost <> 0))`,

  refunded_exactly_when_it_came_to_nothing: `
    SELECT generation_history.id FROM generation_history
    LEFT JOIN credit_entries ON credit_entries.generation_id = generation_history.id AND credit_entries.kind = 'refund'
    LEFT JOIN settlements ON settlements.generation_id = generation_history.id
    WHERE (status IN ('failed', 'canceled') AND settlements.kept IS NULL AND cost > 0) <> (credit_entries.id IS NOT NULL)
       OR credit_entries.amount <> generation_history.cost`,

  kept_only_what_was_refused_or_canceled: `
    SELECT generation_history.id FROM generation_history
    LEFT JOIN settlements ON settlements.generation_id = generation_history.id
    WHERE (settlements.kept IS 'refused') <> (error_code IS 'moderated_kept')
       OR (settlements.kept IS 'canceled') <> (error_code IS 'canceled_kept')
       OR (settlements.kept IS 'canceled' AND cancel_terms IS NOT 'kept')
       OR (settlements.kept IS 'refused' AND cancel_terms IN ('free', 'counted'))`,

  settled_as_its_status_says: `
    SELECT generation_history.id FROM generation_history
    LEFT JOIN settlements ON settlements.generation_id = generation_history.id
    WHERE CASE WHEN status IN ('succeeded', 'failed', 'canceled') THEN settlements.outcome IS NOT status ELSE settlements.outcome IS NOT NULL END`,

  succeeded_has_a_picture: `
    SELECT generation_history.id FROM generation_history
    LEFT JOIN images ON images.id = generation_history.image_id
    WHERE status = 'succeeded' AND images.id IS NULL`,

  collected_only_what_is_ones_own: `
    SELECT collection_members.collection_id || '/' || generation_history.id AS id FROM collection_members
    JOIN collections ON collections.id = collection_id
    JOIN generation_history ON generation_history.position = collection_members.position
    WHERE collection_members.user_id <> collections.user_id OR collection_members.user_id <> generation_history.user_id`,

  a_collection_counts_its_pictures: `
    SELECT collections.id FROM collections
    WHERE pictures <> (
      SELECT count(*) FROM collection_members
      JOIN generation_history ON generation_history.position = collection_members.position
      WHERE collection_id = collections.id AND deleted_at IS NULL
    )`,

  not_open_for_more_than_an_hour: `
    SELECT id FROM generation_history
    WHERE status IN ('reserved', 'running', 'saving') AND created_at < strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-${OPEN_AT_MOST_MINUTES} minutes')`,

  deleted_is_not_shared: `
    SELECT generation_history.id FROM generation_history
    JOIN shares ON shares.generation_id = generation_history.id
    WHERE deleted_at IS NOT NULL`,

  deleted_is_not_searched: `
    SELECT id FROM generation_history
    WHERE deleted_at IS NOT NULL AND EXISTS (SELECT 1 FROM search WHERE search.rowid = position)`,

  a_closing_entry_leaves_nothing: `
    SELECT id FROM credit_entries WHERE kind = 'closing' AND (amount >= 0 OR balance_after <> 0)`,

  nothing_is_left_of_who_has_left: `
    SELECT users.id FROM users
    WHERE email = id || '@deleted.invalid' AND NOT EXISTS (SELECT 1 FROM leavers WHERE leavers.user_id = users.id)
      AND (credits > 0 OR EXISTS (SELECT 1 FROM sessions WHERE sessions.user_id = users.id)
        OR EXISTS (SELECT 1 FROM generation_history WHERE generation_history.user_id = users.id))`,

  bought_exactly_when_paid: `
    SELECT purchases.id FROM purchases
    LEFT JOIN credit_entries ON credit_entries.reference = 'order:' || purchases.id
    WHERE (state = 'paid') <> (credit_entries.id IS NOT NULL) OR credit_entries.kind <> 'purchase'
       OR credit_entries.amount <> purchases.credits OR credit_entries.user_id <> purchases.user_id`,

  bought_is_what_was_ordered: `
    SELECT credit_entries.id FROM credit_entries
    LEFT JOIN purchases ON purchases.id = substr(reference, length('order:') + 1)
    WHERE kind = 'purchase' AND purchases.id IS NULL`,

  receipts_are_numbered_without_a_gap: `
    SELECT last AS id FROM (SELECT max(number) AS last, count(number) AS receipts FROM purchases) WHERE last <> receipts`,

  taken_back_as_reversals_say: `
    SELECT user_id AS id FROM (
      SELECT user_id, taken AS credits FROM reversals
      UNION ALL SELECT user_id, amount FROM credit_entries WHERE kind = 'reversal'
    ) GROUP BY user_id HAVING sum(credits) <> 0`,

  given_back_when_reinstated: `
    SELECT reversals.id FROM reversals
    LEFT JOIN credit_entries ON reference = 'reinstated:' || purchase_id || ':' || reversals.id
    WHERE coalesce(credit_entries.amount, 0) <> CASE WHEN reinstated_at IS NULL THEN 0 ELSE taken END`,

  not_taken_back_beyond_what_was_bought: `
    SELECT purchases.id FROM purchases JOIN reversals ON purchase_id = purchases.id
    WHERE reinstated_at IS NULL GROUP BY purchases.id HAVING sum(asked) > purchases.credits OR purchases.state <> 'paid'`,

  no_purchase_stays_open: `
    SELECT id FROM purchases
    WHERE state = 'open' AND created_at < strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-${OPEN_AT_MOST_DAYS + 2} days')`,

  deleted_for_no_longer_than_is_said: `
    SELECT id FROM generation_history
    WHERE deleted_at < strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-${DELETED_AT_MOST_DAYS} days')`,
} as const;

export type Invariant = keyof typeof INVARIANTS;
