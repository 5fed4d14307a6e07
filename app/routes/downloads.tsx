import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";
import { requireUser } from "~/accounts/gate.server";
import { partsOf } from "~/downloads/pictures.server";
import { services } from "~/platform/services.server";
import { counted } from "~/ui/counted";
import { When } from "~/ui/when";

export const meta: MetaFunction = () => [{ title: "Download everything · Flux AI" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context);
  return { parts: await partsOf(services(context), user) };
}

export default function Downloads() {
  const { parts } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <h1>Download everything</h1>
      {parts.length === 0 ? (
        <p>
          There are no pictures here yet. <Link to="/">Make one</Link>.
        </p>
      ) : (
        <form action="/downloads/zip" className="stack">
          <p>
            Each part is a zip with the pictures and a list of prompts, models, seeds, dates and costs, as
            JSON and CSV. If one breaks off, download that part again: nothing changes here.
          </p>
          <label className="check">
            <input type="checkbox" name="prompt" value="1" />
            Write prompt and seed into the files
          </label>
          <ol className="stack">
            {parts.map(({ from, to, pictures, first, last }, index) => (
              <li key={from}>
                <button type="submit" name="part" value={`${from}-${to}`}>
                  {parts.length > 1 ? `Part ${index + 1}: ` : ""}
                  {counted(pictures, "picture")}
                </button>
                <p className="hint">
                  <When at={first} /> to <When at={last} />
                </p>
              </li>
            ))}
          </ol>
        </form>
      )}
    </div>
  );
}
