/**
 * The Worker in front of assets and app that `npm start` adds. The runtime's own asset server answers 500 without a word,
 * and logs nothing, when a file that it knows of cannot be read: here that is said and logged. On Cloudflare there is none.
 */
export default {
  async fetch(request, env) {
    const response = await env.APP.fetch(request);
    // Every answer of the app's has Server-Timing.
    if (response.status !== 500 || response.headers.has("Server-Timing")) return response;
    await response.body?.cancel();
    const { pathname } = new URL(request.url);
    console.error(JSON.stringify({ event: "asset_unreadable", method: request.method, path: pathname }));
    return new Response("This file of the app cannot be read. Stop the app and start it again.\n", {
      status: 500,
      headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" },
    });
  },
};
