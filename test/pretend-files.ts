/** Replicate takes files of up to so many bytes, and forgets each after a day. */
const LARGEST_BYTES = 100 * 1024 * 1024;
const KEPT_MS = 24 * 60 * 60 * 1000;

/** What Replicate says of a file. `expires_at` is a date. */
export type PretendFile = {
  id: string;
  content_type: string;
  size: number;
  metadata: unknown;
  created_at: string;
  expires_at: string;
  urls: { get: string };
};

const PATH = "/v1/files";

/**
 * The files API of the pretend Replicate, by its OpenAPI document of 2026-04-09. `onUpload` and `onRemove` decide what is
 * answered; an upload that is refused leaves no file. What Replicate would not take is noted in `mistakes`.
 */
export class PretendFiles {
  readonly #stored = new Map<string, { file: PretendFile; bytes: Uint8Array }>();
  readonly #mistakes: string[];
  readonly #token: string;

  constructor({ mistakes, token }: { mistakes: string[]; token: string }) {
    this.#mistakes = mistakes;
    this.#token = token;
  }

  readonly #take = (file: PretendFile) => Response.json(file, { status: 201 });
  readonly #remove = ({ id }: PretendFile) => {
    this.#stored.delete(id);
    return new Response(null, { status: 204 });
  };

  onUpload: (file: PretendFile) => Response | Promise<Response> = this.#take;
  onRemove: (file: PretendFile) => Response | Promise<Response> = this.#remove;

  /** Takes and removes files again, whatever a test made of that; what lies there stays. */
  startOver(): void {
    this.onUpload = this.#take;
    this.onRemove = this.#remove;
  }

  /** Whether a request is one for this API. */
  static takes(request: Request): boolean {
    const { pathname } = new URL(request.url);
    return pathname === PATH || pathname.startsWith(`${PATH}/`);
  }

  readonly answer = async (request: Request): Promise<Response> => {
    if (request.headers.get("Authorization") !== `Bearer ${this.#token}`)
      return problem(401, "You did not pass an authentication token");
    const { pathname, origin } = new URL(request.url);
    if (request.method === "POST" && pathname === PATH) return this.#upload(request, origin);
    const file = this.stored.find(({ id }) => pathname === `${PATH}/${id}`);
    if (!file) return problem(404, "File not found");
    return request.method === "DELETE" ? this.onRemove(file) : Response.json(file);
  };

  /** The files that lie there now, the oldest first. */
  get stored(): PretendFile[] {
    return [...this.#stored.values()]
      .map(({ file }) => file)
      .filter(({ expires_at }) => expires_at > new Date().toISOString());
  }

  /** The bytes that lie at an address; undefined once they are gone. */
  bytesAt(url: string): Uint8Array | undefined {
    const file = this.stored.find(({ urls }) => urls.get === url);
    return file && this.#stored.get(file.id)?.bytes;
  }

  /** The first address of a file of ours that an input names, and that is not there. */
  missingFrom(input: object): string | undefined {
    return addressesIn(input).find((url) => !this.bytesAt(url));
  }

  async #upload(request: Request, origin: string): Promise<Response> {
    if (Number(request.headers.get("Content-Length")) > LARGEST_BYTES) return tooLarge();
    const form = await request.formData().catch(() => null);
    const content = form?.get("content");
    if (!(content instanceof File)) {
      this.#mistakes.push("no content in a file");
      return problem(400, "Missing content");
    }
    if (content.size > LARGEST_BYTES) return tooLarge();
    const id = crypto.randomUUID().replaceAll("-", "").slice(0, 26);
    const now = Date.now();
    const metadata = form?.get("metadata");
    const file: PretendFile = {
      id,
      content_type: content.type || "application/octet-stream",
      size: content.size,
      metadata: metadata instanceof File ? JSON.parse(await metadata.text()) : {},
      created_at: new Date(now).toISOString(),
      expires_at: new Date(now + KEPT_MS).toISOString(),
      urls: { get: `${origin}${PATH}/${id}` },
    };
    this.#stored.set(id, { file, bytes: new Uint8Array(await content.arrayBuffer()) });
    const response = await this.onUpload(file);
    if (response.status >= 400 && response.status < 500) this.#stored.delete(id);
    return response;
  }
}

/** The addresses of files in an input, wherever they stand in it. */
export function addressesIn(value: unknown): string[] {
  if (typeof value === "string") return /^https?:\/\/[^/]+\/v1\/files\//.test(value) ? [value] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(addressesIn) : [];
}

const tooLarge = () => problem(413, "Files must be less than 100MB in size");

function problem(status: number, detail: string): Response {
  return Response.json(
    { detail, status },
    { status, headers: { "Content-Type": "application/problem+json" } },
  );
}
