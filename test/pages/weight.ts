import { gzipSync } from "node:zlib";
import type { Page, Response } from "playwright-core";

/** What a page weighs when it is opened for the first time, in bytes; texts as gzip -9 leaves them. */
export type Weight = {
  html: number;
  scripts: number;
  styles: number;
  pictures: number;
  all: number;
  requests: number;
};

/** Weighs a page: call it before the page is opened, and what it returns after the page has loaded. */
export function weighing(page: Page): () => Promise<Weight> {
  const responses: Response[] = [];
  page.on("response", (response) => responses.push(response));
  return async () => {
    const weight = { html: 0, scripts: 0, styles: 0, pictures: 0, all: 0, requests: responses.length };
    for (const response of responses) {
      const kind = KINDS[response.request().resourceType()];
      if (!kind) continue;
      const body = await response.body();
      const bytes = kind === "pictures" ? body.length : gzipSync(body, { level: 9 }).length;
      weight[kind] += bytes;
      weight.all += bytes;
    }
    return weight;
  };
}

const KINDS: Record<string, "html" | "scripts" | "styles" | "pictures"> = {
  document: "html",
  script: "scripts",
  stylesheet: "styles",
  image: "pictures",
};
