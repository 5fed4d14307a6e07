import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { requireUser } from "~/accounts/gate.server";
import { partsOf } from "~/downloads/parts.server";
import { found } from "~/http/found.server";
import { getOnly } from "~/http/methods.server";
import { brought } from "~/leaving/everything/brought.server";
import { PICTURES_BESIDE_LISTS } from "~/leaving/limits";
import { addressOf } from "~/platform/address.server";
import { wholeNumberIn } from "~/platform/text/numbers";
import { services } from "~/services.server";
import type { PageHandle } from "~/ui/page/page-handle";
import { When } from "~/ui/page/when";
import { useWords } from "~/words/words";

export const handle: PageHandle = { title: ({ leaving }) => leaving.takeAll };

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context);
  const using = services(context);
  const after = (name: string) => found(wholeNumberIn(addressOf(request).searchParams.get(name) ?? "0"));
  const [behind, behindBrought] = [after("after"), after("brought")];
  const [{ parts, more }, own] = await Promise.all([
    partsOf(using, user, behind),
    brought(using, user, behindBrought),
  ]);
  const isFirst = behind === 0 && behindBrought === 0;
  const isFew = (pictures: number) => pictures <= PICTURES_BESIDE_LISTS;
  const isOne = isFirst && more === null && parts.length < 2 && isFew(parts[0]?.pictures ?? 0);
  if (isOne && isFew(own.files.length)) return { parts: [], more: null, brought: null };
  const broughtPart = { behind: behindBrought, pictures: own.files.length, more: own.more };
  return { parts, more, brought: own.files.length > 0 ? broughtPart : null };
}

export const action = getOnly;

export default function Export() {
  const { downloads, leaving, pictures: counted } = useWords();
  const { parts, more, brought } = useLoaderData<typeof loader>();
  const inParts = parts.length > 0 || brought !== null;
  return (
    <div className="narrow">
      <h1>{leaving.takeAll}</h1>
      <p>{leaving.takeAllText}</p>
      <form action="/account/export/zip" className="stack">
        <button type="submit" name="part" value={inParts ? "lists" : "all"} className="primary">
          {inParts ? leaving.lists : leaving.takeAll}
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
          {more !== null && <a href={`/account/export?after=${more}`}>{downloads.furtherParts}</a>}
        </form>
      )}
      {brought && (
        <form action="/account/export/zip" className="stack">
          <h2>{leaving.brought}</h2>
          <input type="hidden" name="after" value={brought.behind} />
          <button type="submit" name="part" value="brought">
            {counted(brought.pictures)}
          </button>
          {brought.more !== null && (
            <a href={`/account/export?brought=${brought.more}`}>{downloads.furtherParts}</a>
          )}
        </form>
      )}
    </div>
  );
}
