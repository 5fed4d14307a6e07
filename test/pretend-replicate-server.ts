import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { PretendReplicate } from "./pretend-replicate";

/** Serves the pretend Replicate over real HTTP, and gives the vars that make an app use it. */
export async function servePretendReplicate() {
  const pretend = new PretendReplicate();
  pretend.insistsOnRedirects = false;
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
