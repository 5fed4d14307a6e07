import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

type Answer = { status?: number; result?: unknown; code?: number };

/** Stands for as much of Cloudflare's API as wrangler needs for a deployment; `asked` notes the requests in their order. */
export class PretendCloudflare {
  readonly asked: { method: string; path: string; body: string }[] = [];
  databases: { name: string; uuid: string }[] = [];
  secrets: { name: string; type: string }[] | null = null;
  buckets: string[] = [];
  /** Tells which statements the database refuses. */
  refuse: (sql: string) => boolean = () => false;
  url = "";
  #server = createServer(async (incoming, outgoing) => {
    const path = new URL(incoming.url ?? "", "http://api").pathname.replace(/^\/accounts\/\w+/, "");
    const body = await textOf(incoming);
    // An upload is noted by its first part, which says what the code is bound to.
    const [, about = body] = body.match(/name="metadata"\r\n\r\n(.*)\r\n/) ?? [];
    this.asked.push({ method: incoming.method ?? "", path, body: about });
    const { status = 200, result = {}, code } = this.#answer(incoming.method ?? "", path, body);
    const errors = code ? [{ code, message: "pretended" }] : [];
    outgoing.writeHead(status, { "Content-Type": "application/json" });
    outgoing.end(JSON.stringify({ success: status < 400, errors, messages: [], result }));
  });

  async listen(): Promise<this> {
    await new Promise<void>((listening) => this.#server.listen(0, "127.0.0.1", listening));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return this;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #answer(method: string, path: string, body: string): Answer {
    if (path === "/d1/database" && method === "POST") {
      this.databases.push({ name: JSON.parse(body).name, uuid: NEW_ID });
      return { result: this.databases.at(-1) };
    }
    if (path === "/d1/database") return { result: this.databases };
    if (path.endsWith("/query") && this.refuse(body)) return { status: 400, code: 7500 };
    if (path.endsWith("/query")) return { result: [{ success: true, meta: {}, results: [] }] };
    if (path.startsWith("/r2/buckets/") && method === "GET") {
      const isThere = this.buckets.includes(path.split("/").at(-1) ?? "");
      return isThere ? {} : { status: 404, code: 10006 };
    }
    if (path === "/r2/buckets" && method === "GET")
      return { result: { buckets: this.buckets.map((name) => ({ name })) } };
    if (path === "/r2/buckets") this.buckets.push(JSON.parse(body).name);
    if (path.endsWith("/secrets")) return this.secrets ? { result: this.secrets } : NO_WORKER;
    if (path.endsWith("/settings") || path.endsWith("/services/flux-ai")) return NO_WORKER;
    if (path.endsWith("/assets-upload-session")) return { result: { jwt: "of-the-tests", buckets: [] } };
    if (path.endsWith("/subdomain"))
      return { result: { subdomain: "tests", enabled: true, previews_enabled: false } };
    return {
      result: {
        id: "of-the-tests",
        startup_time_ms: 1,
        deployment_id: "of-the-tests",
        items: [],
        deployments: [],
      },
    };
  }
}

export const NEW_ID = "01a20ac2-cfc7-4bbf-b504-10328d7c8d09";
const NO_WORKER = { status: 404, code: 10007 };

async function textOf(incoming: IncomingMessage): Promise<string> {
  let text = "";
  for await (const piece of incoming.setEncoding("latin1")) text += piece;
  return text;
}
