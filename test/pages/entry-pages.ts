import { insertAccount, PASSWORD } from "../account";
import type { App } from "../app";
import { Visitor } from "../visitor";
import { located } from "./cast";
import type { Add } from "./catalogue";

const PAGE = "/account/invites";
const noScripts = { sendsNoScripts: true };

/** The pages of a site where only those may join who have an invite, and where each person may invite some. */
export async function addInvitePages(add: Add, app: App): Promise<void> {
  const [host, lavish] = [await member(app, "host@example.com"), await member(app, "lavish@example.com")];
  const stranger = new Visitor(app);
  const link = await invite(host, "5");
  await host.post(PAGE, { do: "end", id: idOf(await invite(host, "1"), await host.html(PAGE)) });
  await invite(lavish, "20");
  add("invites", host, PAGE);
  add("invites, none left", lavish, PAGE);
  add("join by an invite", stranger, link, noScripts);
  add("join, without an invite", stranger, "/join", noScripts);
  add("join, an invite that is over", stranger, "/join?invite=nothing", noScripts);
}

/** The pages of a machine of one's own, where nobody signs in. */
export async function addSingleUserPages(add: Add, app: App): Promise<void> {
  const person = new Visitor(app);
  const picture = located(await person.generate({ prompt: "A harbour of one's own" }));
  add("one person, make", person, "/");
  add("one person, picture", person, picture);
  add("one person, pictures", person, "/history");
  add("one person, account", person, "/account");
  add("one person, credits", person, "/credits");
}

/** Somebody who has an account, though nobody joins just so. */
export async function member(app: App, email: string): Promise<Visitor> {
  await insertAccount(await app.database(), { email, credits: 10, password: PASSWORD });
  const visitor = new Visitor(app);
  await visitor.post("/login", { email, password: PASSWORD });
  return visitor;
}

/** Makes an invite for so many, and returns the path of its link. */
export async function invite(host: Visitor, uses: string): Promise<string> {
  await host.post(PAGE, { do: "make", id: crypto.randomUUID(), uses, days: "7" });
  return (await host.html(PAGE)).match(/\/join\?invite=[\w-]+/)?.[0] ?? "";
}

/** The id by which an invite is ended, from the page that lists its link. */
export function idOf(link: string, html: string): string {
  const listed = html.slice(html.indexOf(link));
  return listed.match(/name="id" value="([^"]+)"/)?.[1] ?? "";
}
