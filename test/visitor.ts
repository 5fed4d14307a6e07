import { PASSWORD } from "./account";
import type { App } from "./app";

/** The app that a visitor visits, or as much of it as there is. */
type Visited = Pick<App, "url"> & Partial<Pick<App, "openAccount">>;

/** A visitor without a browser and so without JavaScript: a cookie jar that posts forms and follows no redirects. */
export class Visitor {
  readonly #app: Visited;
  readonly #isBehindTls: boolean;
  readonly #jar = new Map<string, string>();

  /** With `isBehindTls` the visitor is on https, which a proxy in front of the app says in a header. */
  constructor(app: Visited, { isBehindTls = false } = {}) {
    this.#app = app;
    this.#isBehindTls = isBehindTls;
  }

  get cookie(): string {
    return [...this.#jar].map((cookie) => cookie.join("=")).join("; ");
  }

  set cookie(value: string) {
    this.#jar.clear();
    for (const cookie of value.split("; ")) this.#keep(cookie);
  }

  /** The same cookies for a browser in which this visitor goes on. */
  get cookies(): { name: string; value: string; url: string }[] {
    return [...this.#jar].map(([name, value]) => ({ name, value, url: this.#app.url.href }));
  }

  async request(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    // A connection that is kept may be closed by the app at the very moment at which a form is sent by it.
    headers.set("Connection", "close");
    if (this.#isBehindTls) headers.set("X-Forwarded-Proto", "https");
    if (this.cookie) headers.set("Cookie", this.cookie);
    const response = await fetch(new URL(path, this.#app.url), { ...init, headers, redirect: "manual" });
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie.split(";")[0] ?? "");
    return response;
  }

  /** Keeps a cookie; an empty value deletes it. */
  #keep(cookie: string): void {
    const [name = "", ...value] = cookie.split("=");
    if (value.join("=")) this.#jar.set(name, value.join("="));
    else this.#jar.delete(name);
  }

  get(path: string): Promise<Response> {
    return this.request(path);
  }

  async html(path: string): Promise<string> {
    return (await this.get(path)).text();
  }

  /** Posts a form as a browser does from a page of ours, with its Origin. */
  post(
    path: string,
    fields: Record<string, string> | [string, string][],
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return this.request(path, {
      method: "POST",
      headers: { Origin: this.#origin, ...headers },
      body: new URLSearchParams(fields),
    });
  }

  get #origin(): string {
    const { origin } = this.#app.url;
    return this.#isBehindTls ? origin.replace("http:", "https:") : origin;
  }

  /** Joins with an address that matters and returns it; without one becomes somebody, which costs less than joining. */
  async join(email?: string, password = PASSWORD): Promise<string> {
    if (email === undefined && this.#app.openAccount) return this.#signInAsNew(this.#app.openAccount);
    const address = email ?? anAddress();
    await this.#post303("/join", { email: address, password });
    return address;
  }

  async #signInAsNew(openAccount: (email: string) => Promise<void>): Promise<string> {
    const email = anAddress();
    await openAccount(email);
    await this.#post303("/login", { email, password: PASSWORD });
    return email;
  }

  async #post303(path: string, fields: Record<string, string>): Promise<void> {
    const { status } = await this.post(path, fields);
    if (status !== 303) throw new Error(`${path} answered ${status}`);
  }

  /** Asks for the form that orders pictures, and returns the new id in it. */
  async formId(): Promise<string> {
    return (await this.html("/")).match(/name="id" value="([^"]+)"/)?.[1] ?? "";
  }

  /** Orders a picture and returns the answer to the post. */
  async generate(fields: Record<string, string> = {}): Promise<Response> {
    return this.post("/?index", {
      id: await this.formId(),
      prompt: "A castle at dawn",
      ratio: "1:1",
      seed: "",
      ...fields,
    });
  }

  /** The visitor's credits, as the page's header says them. */
  async balance(): Promise<number> {
    const text = (await this.html("/")).match(/href="\/credits"[^>]*>([\d,]+)</)?.[1] ?? "";
    return Number(text.replaceAll(",", ""));
  }
}

const anAddress = () => `visitor-${crypto.randomUUID()}@example.com`;
