import { sql } from "kysely";
import type { User } from "~/accounts/user";
import { linkToCollection } from "~/history/collections/share.server";
import { languageOf } from "~/http/language.server";
import type { CreditEntries } from "~/platform/schema";
import type { Services } from "~/services.server";
import { linkTo } from "~/shares/share.server";
import { entryName } from "~/words/entry-name";
import { wordsIn } from "~/words/words.server";
import { ROWS_A_CALL } from "../limits";
import type { List } from "./lists.server";

type LedgerRow = Record<"id" | "what_for" | "created_at", string> & {
  kind: CreditEntries["kind"];
  amount: number;
  balance_after: number;
  generation_id: string | null;
  reference: string | null;
};

/** The whole ledger, newest first, with what each entry is called on the page of credits. */
export function ledger({ db }: Services, request: Request, user: User): List<LedgerRow> {
  const words = wordsIn(languageOf(request));
  return {
    columns: [
      "created_at",
      "kind",
      "amount",
      "balance_after",
      "what_for",
      "generation_id",
      "reference",
      "id",
    ],
    after: async (last) => {
      const rows = await db
        .selectFrom("credit_entries")
        .select(["id", "kind", "amount", "balance_after", "generation_id", "reference", "created_at"])
        .where("user_id", "=", user.id)
        .$if(last !== null, (query) =>
          query.where(sql<boolean>`(created_at, id) < (${last?.created_at}, ${last?.id})`),
        )
        .orderBy("created_at", "desc")
        .orderBy("id", "desc")
        .limit(ROWS_A_CALL)
        .execute();
      return rows.map((row) => ({ ...row, what_for: entryName(words, row) }));
    },
  };
}

type ShareRow = Record<"link" | "generation_id" | "created_at" | "token", string> & {
  with_prompt: boolean;
  indexable: boolean;
};

/** The pictures that are shared by a link. */
export function shares(using: Services, request: Request, user: User): List<ShareRow> {
  return {
    columns: ["link", "generation_id", "with_prompt", "indexable", "created_at"],
    after: async (last) => {
      const rows = await using.db
        .selectFrom("shares")
        .select(["token", "generation_id", "with_prompt", "indexable", "created_at"])
        .where("user_id", "=", user.id)
        .$if(last !== null, (query) =>
          query.where(sql<boolean>`(created_at, token) > (${last?.created_at}, ${last?.token})`),
        )
        .orderBy("created_at")
        .orderBy("token")
        .limit(ROWS_A_CALL)
        .execute();
      return rows.map((row) => ({
        ...{ ...row, link: linkTo(using, request, row.token) },
        ...{ with_prompt: row.with_prompt === 1, indexable: row.indexable === 1 },
      }));
    },
  };
}

type MemberRow = Record<"collection" | "generation_id" | "collection_id", string> & {
  position: number;
  deleted_at: string | null;
};

/** Which pictures are in which collection; a picture may be in several. One that is deleted is passed over. */
export function members({ db }: Services, user: User): List<MemberRow> {
  const some = db.selectFrom("collection_members").select(["collection_id", "position"]).limit(ROWS_A_CALL);
  const named = (page: typeof some) =>
    db
      .selectFrom(page.as("page"))
      .innerJoin("collections", "collections.id", "page.collection_id")
      .innerJoin("generation_history", "generation_history.position", "page.position")
      .select(["collections.name as collection", "generation_history.id as generation_id", "deleted_at"])
      .select(["page.collection_id", "page.position"])
      .where("collections.user_id", "=", user.id)
      .orderBy("page.collection_id")
      .orderBy("page.position");
  return {
    columns: ["collection", "generation_id", "collection_id"],
    isLeftOut: ({ deleted_at }) => deleted_at !== null,
    // The rest of a collection, and those behind it: each is a walk into the one index, and reads nothing twice.
    after: async (last) => {
      const behind = db
        .selectFrom("collections")
        .select("id")
        .where("user_id", "=", user.id)
        .where(sql<boolean>`+id > ${last?.collection_id ?? ""}`);
      const [rest, others] = await db.readTogether([
        named(
          some
            .where("collection_id", "=", last?.collection_id ?? "")
            .where("position", ">", last?.position ?? 0)
            .orderBy("position"),
        ),
        named(some.where("collection_id", "in", behind).orderBy("collection_id").orderBy("position")),
      ]);
      return [...rest, ...others].slice(0, ROWS_A_CALL);
    },
  };
}

/** The collections themselves, which are bounded, with the links of those that are shared. */
export async function collections(using: Services, request: Request, user: User) {
  const rows = await using.db
    .selectFrom("collections")
    .leftJoin("collection_shares", "collection_shares.collection_id", "collections.id")
    .select(["collections.id", "name", "pictures", "collections.created_at", "updated_at"])
    .select(["collection_shares.token", "with_prompts", "indexable"])
    .where("collections.user_id", "=", user.id)
    .orderBy("collections.created_at")
    .execute();
  return rows.map(({ token, with_prompts, indexable, ...collection }) => ({
    ...collection,
    link: token && {
      url: linkToCollection(using, request, token),
      with_prompts: with_prompts === 1,
      indexable: indexable === 1,
    },
  }));
}
