import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { requireUser } from "~/accounts/gate.server";
import { partsOf } from "~/downloads/pictures.server";
import { getOnly } from "~/http/methods.server";
import { PICTURES_BESIDE_LISTS } from "~/leaving/limits";
import { services } from "~/services.server";
import type { PageHandle } from "~/ui/page/page-handle";
import { When } from "~/ui/page/when";
import { useWords } from "~/words/words";

export const handle: PageHandle = { title: ({ leaving }) => leaving.takeAll };

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context);
  const parts = await partsOf(services(context), user);
  const isOne =
    parts.length === 0 || (parts.length === 1 && (parts[0]?.pictures ?? 0) <= PICTURES_BESIDE_LISTS);
  return { parts: isOne ? [] : parts };
}

export const action = getOnly;

export default function Export() {
  const { downloads, leaving } = useWords();
  const { parts } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <h1>{leaving.takeAll}</h1>
      <p>{leaving.takeAllText}</p>
      <form action="/account/export/zip" className="stack">
        <button type="submit" name="part" value={parts.length > 0 ? "lists" : "all"} className="primary">
          {parts.length > 0 ? leaving.lists : leaving.takeAll}
        </button>
      </form>
      {parts.length > 0 && (
        <form action="/downloads/zip" className="stack">
          <h2>{leaving.picturesInParts}</h2>
          <input type="hidden" name="prompt" value="1" />
          <ol className="stack parts">
            {parts.map(({ from, to, pictures, first, last }, index) => (
              <li key={from}>
                <button type="submit" name="part" value={`${from}-${to}`}>
                  {downloads.part(index + 1, pictures)}
                </button>
                <p className="hint">
                  <When at={first} /> {downloads.to} <When at={last} />
                </p>
              </li>
            ))}
          </ol>
        </form>
      )}
    </div>
  );
}
