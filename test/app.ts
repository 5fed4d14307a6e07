import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { type Browser, type BrowserContextOptions, chromium } from "playwright-core";
import { inject } from "vitest";
import { type Server, serve } from "../scripts/server";
import { PretendReplicate } from "./pretend-replicate";

export type App = Server & { lines: string[] };

/** The production build on a free port, on data of its own. Without further vars it is the demo. */
export async function startApp(vars: Record<string, string> = {}): Promise<App> {
  const persistTo = await mkdtemp(join(tmpdir(), "flux-ai-"));
  const app = await startAppOn(persistTo, vars);
  return {
    ...app,
    stop: async () => {
      await app.stop();
      await rm(persistTo, { recursive: true, force: true });
    },
  };
}

/** The same on data that outlives it. */
export async function startAppOn(persistTo: string, vars: Record<string, string> = {}): Promise<App> {
  const lines: string[] = [];
  const server = await serve({
    port: 0,
    vars: { SESSION_SECRETS: "of-the-tests", REPLICATE_API_TOKEN: "", ...vars },
    persistTo,
    onLine: (line) => lines.push(line),
  });
  return { ...server, lines };
}

/** The pretend Replicate over real HTTP, and the vars that make an app use it. */
export async function servePretendReplicate() {
  const pretend = new PretendReplicate();
  const server = createServer(async (incoming, outgoing) => {
    const request = new Request(`http://${incoming.headers.host}${incoming.url}`, {
      method: incoming.method ?? "GET",
      headers: incoming.headers as Record<string, string>,
      ...(incoming.method === "POST" && { body: Readable.toWeb(incoming) as ReadableStream, duplex: "half" }),
    });
    const response = await pretend.answer(request);
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  pretend.files = `http://${host}/files/`;
  return {
    pretend,
    vars: {
      REPLICATE_API_TOKEN: pretend.token,
      REPLICATE_API_BASE_URL: `http://${host}/v1`,
      REPLICATE_FILE_HOSTS: host,
    },
    stop: () => void server.close(),
  };
}

export async function startBrowser(): Promise<Browser> {
  const { executablePath, libraries } = inject("chromium");
  return chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
    env: { ...process.env, LD_LIBRARY_PATH: libraries },
  });
}

/** A page of a visitor of their own, that fails its test at a console error, a blocked script or a 500. */
export async function openPage(browser: Browser, app: App, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ baseURL: app.url.href, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of 4\d\d/.test(message.text()))
      complaints.push(message.text());
  });
  page.on("response", (response) => {
    if (response.status() >= 500) complaints.push(`${response.status()} ${response.url()}`);
  });
  return { page, complaints };
}
