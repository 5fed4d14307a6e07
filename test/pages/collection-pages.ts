import type { Visitor } from "../visitor";
import { located } from "./cast";
import type { Add } from "./catalogue";

/** The pages about collections, and those that anybody with the link to one sees. */
export async function addCollectionPages(
  add: Add,
  visitors: { stranger: Visitor; member: Visitor; newcomer: Visitor },
  pictures: string[],
): Promise<void> {
  const { stranger, member, newcomer } = visitors;
  const chosen = pictures.map((id): [string, string] => ["id", id]);
  const into = (name: string): [string, string][] => [
    ...chosen,
    ...[["asked", "1"] as [string, string], ["do", "collect"] as [string, string]],
    ["name", name],
  ];
  await member.post("/collections/members", into("城堡"));
  const pages = await member.html("/collections");
  const id = pages.match(/\/history\?collection=([0-9a-f-]{36})/)?.[1] ?? "";
  const empty = located(await member.post("/collections", { name: "空的" }));
  const page = `/collections/${id}`;
  await member.post(page, { do: "make", prompts: "1" });
  const link = (await member.html(page)).match(/\/c\/[\w-]{22}/)?.[0] ?? "";
  const one = (await stranger.html(link)).match(/href="(\/c\/[\w-]{22}\/[\w-]+)"/)?.[1] ?? "";
  const noScripts = { sendsNoScripts: true };

  add("collections, none", newcomer, "/collections");
  add("collections", member, "/collections");
  add("collections, no name", member, "/collections", {
    status: 422,
    answer: (path, headers) => member.post(path, { name: " " }, headers),
  });
  add("collection, its pictures", member, `/history?collection=${id}`);
  add("collection, empty", member, empty);
  add("collection, its settings", member, page);
  add("collection, a name that another has", member, page, {
    status: 422,
    answer: (path, headers) => member.post(path, { do: "rename", name: "空的" }, headers),
  });
  add("collection, to choose one", member, "/collections/members", {
    answer: (path, headers) => member.post(path, [...chosen, ["do", "collect"]], headers),
  });
  add("collection, none chosen", member, "/collections/members", {
    status: 422,
    answer: (path, headers) => member.post(path, into(""), headers),
  });
  add("collection, downloads", member, `/downloads?collection=${id}`);
  add("notice, collected", member, async () =>
    located(await member.post("/collections/members", [...chosen, ["do", "collect"], ["collection", id]])),
  );
  add("shared collection", stranger, link, noScripts);
  add("shared collection, one of it", stranger, one, noScripts);
}
