import { uuidv7 } from "uuidv7";
import { RATIOS, SIZES } from "../app/models/ratios";
import { keyOf, wordsOf } from "../app/search/index.server";
import { EDITED, FAVORITE, inRatio, inState, ofModel, SHARED } from "../app/search/tags.server";

/** Rows that go into one statement as JSON, which stays below the 2 MB that D1 takes as a parameter. */
const ROWS_A_PIECE = 1_000;
const MINUTE = 60_000;

const SUBJECTS = [
  "castle",
  "lighthouse",
  "black cat",
  "red balloon",
  "whale",
  "城堡",
  "灯塔",
  "一只黑猫",
  "金门大桥",
  "rocket",
];
const PLACES = [
  "in a storm",
  "at dawn",
  "over green hills",
  "under the aurora",
  "by the sea",
  "在海边",
  "日出时",
  "in the snow",
];
const STYLES = [
  "oil painting",
  "watercolour",
  "photograph",
  "pixel art",
  "水墨画",
  "line drawing",
  "3D render",
];
const MODELS = ["flux-schnell", "flux-schnell", "flux-schnell", "flux-dev", "flux-1.1-pro"].map(
  (name) => `black-forest-labs/${name}`,
);

/** The visitors take turns, so that the rows of each lie apart as they do in a service with many. */
export type ManyOptions = {
  visitors: string[];
  count: number;
  firstPosition: number;
  /** Told how many more there are. */
  onInserted?: (more: number) => void;
};
type Row = ReturnType<typeof rowOf>;

/**
 * Inserts `count` settled generations, one for each minute up to now, with the rows that real ones leave: pictures,
 * ledger, settlements, links and search index. Each visitor is first granted a credit for each of their generations.
 */
export async function insertMany(d1: D1Database, options: ManyOptions): Promise<void> {
  const { visitors, count } = options;
  const balances = new Map<string, number>();
  for (const id of visitors) {
    const granted = Math.ceil(count / visitors.length);
    balances.set(id, (await creditsOf(d1, id)) + granted);
    await grant(d1, id, granted);
    await bring(d1, id);
  }
  for (let from = 0; from < count; from += ROWS_A_PIECE) {
    const rows: Row[] = [];
    for (let index = from; index < Math.min(count, from + ROWS_A_PIECE); index++) {
      rows.push(rowOf(options, index, balances));
    }
    await d1.batch([...statements(d1, rows), ...balanceStatements(d1, balances)]);
    options.onInserted?.(rows.length);
  }
}

async function creditsOf(d1: D1Database, id: string): Promise<number> {
  return (await d1.prepare("SELECT credits FROM users WHERE id = ?").bind(id).first<number>("credits")) ?? 0;
}

function grant(d1: D1Database, id: string, amount: number) {
  return d1.batch([
    d1.prepare("UPDATE users SET credits = credits + ? WHERE id = ?").bind(amount, id),
    d1
      .prepare(
        `INSERT INTO credit_entries (id, user_id, kind, amount, balance_after, created_at)
         SELECT ?, id, 'grant', ?, credits, created_at FROM users WHERE id = ?`,
      )
      .bind(uuidv7(), amount, id),
  ]);
}

/** A picture that the visitor's edits are made of: its id is the visitor's own. */
function bring(d1: D1Database, id: string) {
  return d1
    .prepare(
      `INSERT OR IGNORE INTO inputs (id, user_id, content_type, width, height, bytes, sha256, created_at)
       SELECT id, id, 'image/png', 1024, 1024, 1, id, created_at FROM users WHERE id = ?`,
    )
    .bind(id)
    .run();
}

function rowOf(
  { visitors, count, firstPosition }: ManyOptions,
  place: number,
  balances: Map<string, number>,
) {
  const user = pick(visitors, place);
  const index = Math.floor(place / visitors.length);
  const [id, key] = [uuidv7(), keyOf(user)];
  const status = index % 20 === 7 ? "failed" : index % 50 === 11 ? "canceled" : "succeeded";
  const hasPicture = status === "succeeded";
  const favorite = index % 11 === 3 ? 1 : 0;
  const model = pick(MODELS, index);
  const prompt = promptOf(index);
  const ratio = pick(RATIOS, index) as (typeof RATIOS)[number];
  const [width, height] = SIZES[ratio];
  const input = index % 13 === 5 ? user : null;
  const token = hasPicture && index % 17 === 2 ? uuidv7() : null;
  const tags = [
    ...[ofModel(model), inState(status)],
    ...[favorite && FAVORITE, input && EDITED, token && SHARED, hasPicture && inRatio(ratio)],
  ].filter(Boolean);
  const debited = (balances.get(user) ?? 0) - 1;
  const balance = hasPicture ? debited : debited + 1;
  balances.set(user, balance);
  return {
    ...{ id, user, position: firstPosition + place, prompt, model, status, favorite, debited, balance },
    ...{ ratio, width, height, input, token },
    ...{ debit: uuidv7(), refund: hasPicture ? null : uuidv7(), image: hasPicture ? uuidv7() : null },
    at: new Date(Date.now() - (count - place) * MINUTE).toISOString(),
    words: [...wordsOf(prompt).split(" "), ...tags].map((word) => key + word).join(" "),
  };
}

/** A prompt for searches: half of all have "odd", the others "even", none has both, and few have "rare". */
function promptOf(index: number): string {
  const [subject, place, style] = [pick(SUBJECTS, index), pick(PLACES, index / 3), pick(STYLES, index / 7)];
  const rare = index % 4_096 === 0 ? ", rare" : "";
  return `${subject} ${place}, ${style}, ${index % 2 ? "odd" : "even"}${rare}`;
}

const pick = (list: string[], index: number) => list[Math.floor(index) % list.length] ?? "";

/** The statements that insert rows; their number is always the same, since SQLite takes the rows out of one JSON text. */
function statements(d1: D1Database, rows: Row[]): D1PreparedStatement[] {
  const json = JSON.stringify(rows);
  const field = (name: string) => `value ->> '${name}'`;
  const insert = (into: string, values: string, where = "TRUE") =>
    d1.prepare(`INSERT INTO ${into} SELECT ${values} FROM json_each(?) WHERE ${where}`).bind(json);
  const isRefunded = `${field("refund")} IS NOT NULL`;
  return [
    insert(
      "images (id, content_type, width, height, bytes, created_at)",
      `${field("image")}, 'image/png', ${field("width")}, ${field("height")}, 1, ${field("at")}`,
      `${field("image")} IS NOT NULL`,
    ),
    insert(
      `generation_history (id, order_id, user_id, position, input_id, favorite, prompt, model, input, input_hash, seed, cost,
        status, attempts, image_id, error_code, created_at, completed_at, updated_at)`,
      `${field("id")}, ${field("id")}, ${field("user")}, ${field("position")}, ${field("input")},
       ${field("favorite")}, ${field("prompt")},
       ${field("model")}, json_object('aspect_ratio', ${field("ratio")}, 'go_fast', json('true')), ${field("id")}, ${field("position")}, 1,
       ${field("status")}, 1, ${field("image")}, CASE ${field("status")} WHEN 'succeeded' THEN NULL ELSE ${field("status")} END,
       ${field("at")}, ${field("at")}, ${field("at")}`,
    ),
    insert(
      "settlements (generation_id, outcome, settled_at)",
      `${field("id")}, ${field("status")}, ${field("at")}`,
    ),
    insert(
      "credit_entries (id, user_id, generation_id, kind, amount, balance_after, created_at)",
      `${field("debit")}, ${field("user")}, ${field("id")}, 'generation', -1, ${field("debited")}, ${field("at")}`,
    ),
    insert(
      "credit_entries (id, user_id, generation_id, kind, amount, balance_after, created_at)",
      `${field("refund")}, ${field("user")}, ${field("id")}, 'refund', 1, ${field("balance")}, ${field("at")}`,
      isRefunded,
    ),
    insert(
      "shares (token, generation_id, user_id, with_prompt, indexable, created_at)",
      `${field("token")}, ${field("id")}, ${field("user")}, 0, 0, ${field("at")}`,
      `${field("token")} IS NOT NULL`,
    ),
    insert("search (rowid, words)", `${field("position")}, ${field("words")}`),
  ];
}

function balanceStatements(d1: D1Database, balances: Map<string, number>): D1PreparedStatement[] {
  return [...balances].map(([id, credits]) =>
    d1.prepare("UPDATE users SET credits = ? WHERE id = ?").bind(credits, id),
  );
}
