/** The points where a run can break, each one round trip to D1, Replicate, R2 or Stripe that can be lost. */
const OF_D1 = ["query", "batch"] as const;
const OF_REPLICATE = ["create", "get", "list", "cancel", "file", "upload", "forget"] as const;
const OF_R2 = ["put", "read", "remove", "look through"] as const;
export const POINTS = [...OF_D1, ...OF_REPLICATE, ...OF_R2, "shop"] as const;
export type Point = (typeof POINTS)[number];

/** The points of R2, by the names of its methods. */
export const STORE_POINTS: Record<string, Point> = {
  put: "put",
  createMultipartUpload: "put",
  get: "read",
  delete: "remove",
  list: "look through",
};

/**
 * How a call breaks: "before", it does not arrive; "after", it is done and the answer is lost; with "crash", nothing that
 * this isolate sends arrives from then on.
 */
export const KINDS = ["before", "after", "crash before", "crash after"] as const;
export type Kind = (typeof KINDS)[number];

type Fault = { point: Point; kind: Kind; skip: number };

/** The faults that are planned for one isolate's life. */
export class Faults {
  #planned: Fault[] = [];
  #crashed = false;

  /** Plans one break at the point, after `skip` calls that pass. */
  plan(point: Point, kind: Kind, skip = 0): this {
    this.#planned.push({ point, kind, skip });
    return this;
  }

  get crashed(): boolean {
    return this.#crashed;
  }

  async around<Result>(point: Point, run: () => Promise<Result>): Promise<Result> {
    if (this.#crashed) throw new Error("the isolate is gone");
    const fault = this.#next(point);
    if (!fault) return run();
    if (fault.kind.endsWith("after")) await run();
    this.#crashed = fault.kind.startsWith("crash");
    throw new Error(this.#crashed ? "the isolate is gone" : "D1_ERROR: Network connection lost.");
  }

  #next(point: Point): Fault | undefined {
    const fault = this.#planned.find((planned) => planned.point === point);
    if (!fault) return undefined;
    if (fault.skip-- > 0) return undefined;
    this.#planned.splice(this.#planned.indexOf(fault), 1);
    return fault;
  }
}

/** Wraps a thing so that the methods named in `points` can break. */
export function faulty<Thing extends object>(
  thing: Thing,
  faults: Faults,
  points: Record<string, Point>,
): Thing {
  return new Proxy(thing, {
    get(target, name) {
      const method = Reflect.get(target, name);
      if (typeof method !== "function") return method;
      const point = points[String(name)];
      const bound = method.bind(target);
      return point ? (...values: unknown[]) => faults.around(point, async () => bound(...values)) : bound;
    },
  });
}

/** Tells which call to Replicate a request is. */
export function replicatePoint({ method, url }: Request): Point {
  const { pathname, hostname } = new URL(url);
  if (hostname.endsWith("replicate.delivery")) return "file";
  if (pathname.startsWith("/v1/files")) return method === "POST" ? "upload" : "forget";
  if (pathname.endsWith("/cancel")) return "cancel";
  if (method === "POST") return "create";
  return pathname.endsWith("/predictions") ? "list" : "get";
}
