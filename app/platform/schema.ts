// Written by `npm run schema` from the migrated database: change a migration, not this file.

import type { Generated } from "kysely";

export interface AnsweredChallenges {
  id: string;
  answered_at: string;
}

export interface Blocks {
  user_id: string;
  blocked_at: string;
}

export interface BudgetWarnings {
  day: string;
  warned_at: string;
}

export interface Budgets {
  key: string;
  spent_until_ms: number;
}

export interface CodeSignIns {
  id_hash: string;
  user_id: string;
  address: string;
  page: string;
  draft: string;
  tries: Generated<number>;
  created_at: string;
  expires_at: string;
}

export interface CollectionMembers {
  collection_id: string;
  position: number;
  user_id: string;
  picture_key: string;
}

export interface CollectionShares {
  token: string;
  collection_id: string;
  user_id: string;
  with_prompts: 0 | 1;
  indexable: 0 | 1;
  created_at: string;
}

export interface Collections {
  id: string;
  user_id: string;
  name: string;
  cover_id: string | null;
  pictures: Generated<number>;
  created_at: string;
  updated_at: string;
}

export interface CreditEntries {
  id: string;
  user_id: string;
  generation_id: string | null;
  kind: "welcome" | "generation" | "refund" | "grant" | "purchase" | "reversal" | "reinstated" | "closing";
  amount: number;
  balance_after: number;
  reference: string | null;
  created_at: string;
}

export interface DayCosts {
  day: string;
  reserved_micro_usd: number;
}

export interface DayCounts {
  day: string;
  user_id: string;
  predictions: Generated<number>;
  refusals: Generated<number>;
  cancels: Generated<number>;
}

export interface Days {
  day: string;
  orders: Generated<number>;
  failures: Generated<number>;
  cost_micro_usd: Generated<number>;
  income_micro_usd: Generated<number>;
  joins: Generated<number>;
}

export interface DemoStripe {
  id: string;
  kind: string;
  body: string;
  due_at: string | null;
  created_at: string;
}

export interface Drafts {
  user_id: string;
  fields: string;
  created_at: string;
}

export interface Emptied {
  user_id: string;
  emptied_at: string;
}

export interface FurtherInputs {
  generation_id: string;
  place: number;
  input_id: string;
}

export interface GenerationHistory {
  id: string;
  user_id: string;
  position: number;
  order_id: string | null;
  input_id: string | null;
  favorite: Generated<0 | 1>;
  prompt: string;
  model: string;
  input: string;
  input_hash: string;
  seed: number;
  seed_is_fixed: Generated<0 | 1>;
  cost: number;
  status: "reserved" | "running" | "saving" | "succeeded" | "failed" | "canceled";
  attempts: Generated<number>;
  next_attempt_at: string | null;
  lease_until: string | null;
  lease_holder: string | null;
  cancel_requested_at: string | null;
  prediction_id: string | null;
  image_id: string | null;
  cached_from: string | null;
  error_code: string | null;
  timings: string | null;
  created_at: string;
  completed_at: string | null;
  updated_at: string;
  parent_id: string | null;
  input_megapixels: number | null;
  quoted_micro_usd: number | null;
  cost_micro_usd: number | null;
  has_started: Generated<0 | 1>;
  cancel_terms: "free" | "counted" | "kept" | null;
  counted_attempts: Generated<number>;
  deleted_at: string | null;
}

export interface GuestDrafts {
  id_hash: string;
  fields: string;
  created_at: string;
}

export interface Identities {
  issuer: string;
  subject: string;
  user_id: string;
  email: string | null;
  created_at: string;
}

export interface Images {
  id: string;
  content_type: "image/png" | "image/webp" | "image/jpeg";
  width: number;
  height: number;
  bytes: number;
  average_color: string | null;
  created_at: string;
  thumbnail_bytes: number | null;
  thumbnail_attempts: Generated<number>;
  thumbnail_due_at: string | null;
}

export interface InputContents {
  user_id: string;
  sha256: string;
  input_id: string;
}

export interface Inputs {
  id: string;
  user_id: string;
  content_type: "image/png" | "image/webp" | "image/jpeg";
  width: number;
  height: number;
  bytes: number;
  sha256: string;
  created_at: string;
  made_by_ai: Generated<0 | 1>;
}

export interface Invited {
  user_id: string;
  invite_hash: string;
  joined_at: string;
}

export interface Invites {
  id_hash: string;
  uses: number;
  used: Generated<number>;
  expires_at: string;
  created_at: string;
}

export interface InvitesOfPeople {
  invite_hash: string;
  user_id: string;
  id: string;
  created_at: string;
}

export interface Leavers {
  user_id: string;
  asked_at: string;
  ends_at: string;
}

export interface Mails {
  id: string;
  kind: string;
  user_id: string;
  email: string;
  language: string;
  token_id: string | null;
  attempts: Generated<number>;
  due_at: string;
  sent_at: string | null;
  created_at: string;
  purchase_id: string | null;
  report_id: string | null;
}

export interface MailsGivenUp {
  id: string;
  kind: string;
  reason: string;
  given_up_at: string;
}

export interface ModelDays {
  day: string;
  model: string;
  pictures: number;
  failures: number;
  cancels: number;
  credits: number;
  free_credits: number;
  income_micro_usd: number;
  cost_micro_usd: number;
  failed_micro_usd: number;
  canceled_micro_usd: number;
  free_micro_usd: number;
}

export interface Newcomers {
  user_id: string;
  ends_at: string;
}

export interface OperatorActs {
  id: string;
  operator_id: string;
  act: "give" | "take" | "block" | "unblock" | "end_sessions" | "send_reset" | "make_operator" | "unmake_operator" | "look_again" | "take_down" | "answer_report" | "close_orders" | "open_orders" | "say_line";
  user_id: string | null;
  generation_id: string | null;
  amount: number | null;
  reason: string;
  created_at: string;
}

export interface Operators {
  user_id: string;
  made_by: string | null;
  made_at: string;
}

export interface PasskeyHandles {
  user_id: string;
  handle: string;
}

export interface Passkeys {
  id: string;
  user_id: string;
  name: string;
  public_key: string;
  algorithm: -7 | -257;
  counter: number;
  created_at: string;
  last_used_at: string | null;
}

export interface PersonTotals {
  user_id: string;
  pictures: number;
  spent: number;
}

export interface ProvedAddresses {
  user_id: string;
  email: string;
  proved_at: string;
}

export interface Purchases {
  id: string;
  user_id: string;
  pack: string;
  credits: number;
  currency: string;
  amount: number;
  micro_usd: number;
  is_live: 0 | 1;
  is_managed: 0 | 1;
  language: string;
  origin: string;
  order_waits: 0 | 1;
  state: "open" | "paid" | "ended" | "refused";
  problem: string | null;
  session_id: string | null;
  total: number | null;
  tax: number | null;
  number: number | null;
  paid_at: string | null;
  looks: Generated<number>;
  look_at: string | null;
  created_at: string;
}

export interface RecoveryCodes {
  user_id: string;
  number: number;
  code_hash: string;
}

export interface ReplicateFailures {
  minute: string;
  failures: number;
}

export interface ReplicatePace {
  id: number;
  every_ms: number;
  next_ms: number;
  refused_until_ms: number;
  taken_for: string | null;
  taken_by: string | null;
}

export interface ReplicateTurns {
  user_id: string;
  taken_at: string;
}

export interface Reports {
  id: string;
  generation_id: string;
  reason: "illegal" | "person" | "rights" | "other";
  said: string;
  email: string;
  language: string;
  answered: "taken_down" | "left" | null;
  answer: string;
  answered_at: string | null;
  created_at: string;
}

export interface Reversals {
  id: string;
  purchase_id: string;
  user_id: string;
  kind: "refund" | "dispute";
  amount: number;
  asked: number;
  taken: number;
  reinstated_at: string | null;
  created_at: string;
}

export interface Search {
  rowid: number;
  words: string;
}

export interface SecondFactors {
  user_id: string;
  sealed_secret: string;
  key_name: string;
  last_step: Generated<number>;
  created_at: string;
  turned_on_at: string | null;
}

export interface SentFiles {
  generation_id: string;
  place: number;
  file_id: string;
  url: string;
  removals: Generated<number>;
  remove_after: string | null;
  created_at: string;
}

export interface Sessions {
  id_hash: string;
  user_id: string;
  created_at: string;
  last_seen_at: string;
  expires_at: string;
  id: string | null;
  browser: string | null;
  confirmed_at: string | null;
}

export interface Settlements {
  generation_id: string;
  outcome: "succeeded" | "failed" | "canceled";
  settled_at: string;
  kept: "refused" | "canceled" | null;
}

export interface Shares {
  token: string;
  generation_id: string;
  user_id: string;
  with_prompt: 0 | 1;
  indexable: 0 | 1;
  created_at: string;
}

export interface SiteDayCounts {
  day: string;
  predictions: number;
}

export interface SiteNotices {
  id: number;
  line_en: string;
  line_zh: string;
  orders_closed: Generated<0 | 1>;
  closed_en: string;
  closed_zh: string;
  updated_at: string;
}

export interface SweepPositions {
  name: string;
  position: string;
  updated_at: string;
}

export interface Takedowns {
  generation_id: string;
  said: string;
  taken_at: string;
}

export interface Tokens {
  id: string;
  user_id: string;
  purpose: "reset" | "confirm" | "new_email" | "undo_email";
  email: string;
  created_at: string;
  expires_at: string;
}

export interface UploadsByDay {
  user_id: string;
  day: string;
  uploads: number;
}

export interface UsedTokens {
  token_id: string;
  used_at: string;
}

export interface Users {
  id: string;
  email: string;
  password_hash: string;
  credits: Generated<number>;
  created_at: string;
  updated_at: string;
}

export interface Welcomes {
  mailbox_key: string;
  user_id: string;
  amount: number;
  day: string;
  network_key: string | null;
}

export interface Database {
  answered_challenges: AnsweredChallenges;
  blocks: Blocks;
  budget_warnings: BudgetWarnings;
  budgets: Budgets;
  code_sign_ins: CodeSignIns;
  collection_members: CollectionMembers;
  collection_shares: CollectionShares;
  collections: Collections;
  credit_entries: CreditEntries;
  day_costs: DayCosts;
  day_counts: DayCounts;
  days: Days;
  demo_stripe: DemoStripe;
  drafts: Drafts;
  emptied: Emptied;
  further_inputs: FurtherInputs;
  generation_history: GenerationHistory;
  guest_drafts: GuestDrafts;
  identities: Identities;
  images: Images;
  input_contents: InputContents;
  inputs: Inputs;
  invited: Invited;
  invites: Invites;
  invites_of_people: InvitesOfPeople;
  leavers: Leavers;
  mails: Mails;
  mails_given_up: MailsGivenUp;
  model_days: ModelDays;
  newcomers: Newcomers;
  operator_acts: OperatorActs;
  operators: Operators;
  passkey_handles: PasskeyHandles;
  passkeys: Passkeys;
  person_totals: PersonTotals;
  proved_addresses: ProvedAddresses;
  purchases: Purchases;
  recovery_codes: RecoveryCodes;
  replicate_failures: ReplicateFailures;
  replicate_pace: ReplicatePace;
  replicate_turns: ReplicateTurns;
  reports: Reports;
  reversals: Reversals;
  search: Search;
  second_factors: SecondFactors;
  sent_files: SentFiles;
  sessions: Sessions;
  settlements: Settlements;
  shares: Shares;
  site_day_counts: SiteDayCounts;
  site_notices: SiteNotices;
  sweep_positions: SweepPositions;
  takedowns: Takedowns;
  tokens: Tokens;
  uploads_by_day: UploadsByDay;
  used_tokens: UsedTokens;
  users: Users;
  welcomes: Welcomes;
}
