import { Db } from "../../app/platform/db.server";
import { Timings } from "../../app/platform/timings.server";

/** Where all is brought to, and whence pictures may come: hosts as `REPLICATE_FILE_HOSTS` lists them. */
export type Target = {
  db: Db;
  pictures: R2Bucket;
  hosts: string[];
  send: (request: Request) => Promise<Response>;
};

export function targetIn({ DB, PICTURES }: Pick<Env, "DB" | "PICTURES">, hosts: string): Target {
  const listed = hosts.split(",").map((host) => host.trim());
  return {
    db: new Db(DB, new Timings()),
    pictures: PICTURES,
    hosts: listed,
    send: (request) => fetch(request),
  };
}
