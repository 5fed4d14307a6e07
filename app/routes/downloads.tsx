import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { requireUser } from "~/accounts/gate.server";
import { partsOf } from "~/downloads/pictures.server";
import { services } from "~/services.server";
import type { PageHandle } from "~/ui/page/page-handle";
import { When } from "~/ui/page/when";
import { useWords } from "~/words/words";

export const handle: PageHandle = { title: ({ downloads }) => downloads.title };

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context);
  return { parts: await partsOf(services(context), user) };
}

export default function Downloads() {
  const { downloads, history, pictures: counted } = useWords();
  const { parts } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <h1>{downloads.title}</h1>
      {parts.length === 0 ? (
        <p>
          {history.empty((text) => (
            <a href="/">{text}</a>
          ))}
        </p>
      ) : (
        <form action="/downloads/zip" className="stack">
          <p>{downloads.explained}</p>
          <label className="check">
            <input type="checkbox" name="prompt" value="1" />
            {downloads.withWords}
          </label>
          <ol className="stack parts">
            {parts.map(({ from, to, pictures, first, last }, index) => (
              <li key={from}>
                <button type="submit" name="part" value={`${from}-${to}`}>
                  {parts.length > 1 ? downloads.part(index + 1, pictures) : counted(pictures)}
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
