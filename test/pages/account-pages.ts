import type { App } from "../app";
import type { Visitor } from "../visitor";
import { joined } from "./cast";
import type { Add, Extras } from "./catalogue";

/** The pages about an account, and those behind links in mails, which the outbox shows where none can leave. */
export function addAccountPages(
  add: Add,
  { app, stranger, member, email }: { app: App; stranger: Visitor; member: Visitor; email: string },
): void {
  const noScripts = { sendsNoScripts: true };
  const outbox = app.outbox?.pathname ?? "";
  const posting =
    (visitor: Visitor, fields: Record<string, string>): Extras["answer"] =>
    (path, headers) =>
      visitor.post(path, fields, headers);
  /** The newest link of a kind in the outbox, asked for anew. */
  const link = (kind: string, ask: () => Promise<Response>) => async () => {
    await ask();
    return (await stranger.html(outbox)).match(new RegExp(`href="(/${kind}/[^"]+)"`))?.[1] ?? "";
  };
  const reset = link("reset", () => stranger.post("/forgot", { email }));
  const moving = { email: "a-new-address@example.com", current_password: "correct horse" };

  add("forgot the password", stranger, "/forgot", noScripts);
  add("forgot, the link is sent", stranger, "/forgot?sent", noScripts);
  add("forgot, no address", stranger, "/forgot", {
    ...{ ...noScripts, status: 422 },
    answer: posting(stranger, { email: "nobody" }),
  });
  add("new password", stranger, reset, noScripts);
  add("new password, a weak one", stranger, reset, {
    ...{ ...noScripts, status: 422 },
    answer: posting(stranger, { new_password: "password" }),
  });
  add("a link that is over", stranger, "/reset/nothing", { ...noScripts, status: 410 });
  add(
    "confirm a new address",
    stranger,
    link("confirm", () => member.post("/account/email", moving)),
    noScripts,
  );
  let undoing = "";
  const undo = link("undo", async () => {
    const mover = await joined(app, `mover-${crypto.randomUUID()}`);
    const email = `moved-${crypto.randomUUID()}@example.com`;
    const confirm = await link("confirm", () => mover.post("/account/email", { ...moving, email }))();
    return mover.post(confirm, {});
  });
  add("undo a new address", stranger, async () => (undoing ||= await undo()), noScripts);
  add("outbox", stranger, async () => (await reset()) && outbox, noScripts);
  add("begin once more at another site", stranger, "/login/with/github/callback", {
    ...{ ...noScripts, status: 400 },
  });
  add("another site does not answer", stranger, "/login/with/oidc", { ...noScripts, status: 503 });
  add("account", member, "/account");
  add("ways to sign in", member, "/account/ways");
  add("add a way to sign in", member, "/account/ways/github");
  add("add a way to sign in, wrong", member, "/account/ways/github", {
    status: 422,
    answer: posting(member, { do: "add", current_password: "wrong" }),
  });
  add("change password", member, "/account/password");
  add("change password, wrong", member, "/account/password", {
    status: 422,
    answer: posting(member, { current_password: "wrong", new_password: "good enough" }),
  });
  add("change address", member, "/account/email");
  add("change address, the link is sent", member, "/account/email?sent");
  add("sessions", member, "/account/sessions");
  add("sessions, wrong", member, "/account/sessions", {
    status: 422,
    answer: posting(member, { current_password: "wrong" }),
  });
  add("download everything", member, "/account/export");
  add("delete the account", member, "/account/delete");
  add("delete the account, wrong", member, "/account/delete", {
    status: 422,
    answer: posting(member, { current_password: "" }),
  });
}
