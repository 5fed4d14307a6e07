import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { thumbnailSize } from "../app/pictures/thumbnails/size";
import { readPicture } from "../app/platform/formats/read-picture.server";
import { WELCOME_PICTURES } from "../app/ui/make/welcome-pictures";
import { welcome } from "../app/words/en/welcome";
import { Visitor } from "../test/visitor";
import { progress } from "./progress";
import { run } from "./run";
import { makeLocalSecrets } from "./secrets";
import { serve } from "./server";

/** `npm run examples` makes the welcome page's pictures: it orders them from the demo and keeps their thumbnails. */
const FOLDER = "app/ui/make/welcome-pictures";

await makeLocalSecrets();
await run("tsx", "scripts/build.ts");
const persistTo = await mkdtemp(join(tmpdir(), "flux-ai-examples-"));
const server = await serve({
  port: 0,
  vars: { SESSION_SECRETS: "of-the-examples", REPLICATE_API_TOKEN: "", SIGNUP_CREDITS: "100" },
  persistTo,
  onLine: () => {},
});
const visitor = new Visitor(server);
await visitor.join();
await mkdir(FOLDER, { recursive: true });
const made = progress("Pictures", WELCOME_PICTURES.length);
for (const { key, ratio, seed } of WELCOME_PICTURES) {
  const ordered = await visitor.generate({ prompt: welcome.prompts[key], ratio, seed: String(seed) });
  const page = await visitor.html(ordered.headers.get("Location") ?? "");
  const image = page.match(/\/images\/[\w-]+/)?.[0];
  await writeFile(join(FOLDER, `${key}.webp`), await thumbnail(`${image}/thumbnail`));
  made.step();
}
made.end();
await server.stop();
await rm(persistTo, { recursive: true });

/** Asks until the thumbnail is there: it is made after the order was answered, and the whole picture stands in for it. */
async function thumbnail(path: string): Promise<Uint8Array> {
  const bytes = new Uint8Array(await (await visitor.get(path)).arrayBuffer());
  const read = readPicture(bytes);
  if (read.kind === "picture" && thumbnailSize(read).height === read.height) return bytes;
  await setTimeout(250);
  return thumbnail(path);
}
