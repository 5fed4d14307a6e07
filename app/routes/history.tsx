import { data, type LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { requireUser } from "~/accounts/gate.server";
import { byDay } from "~/history/days.server";
import { askedFor } from "~/history/filter.server";
import { historyPage } from "~/history/list.server";
import { readPlace } from "~/history/places.server";
import { found } from "~/http/found.server";
import { timeZoneOf } from "~/http/time-zone.server";
import { addressOf } from "~/platform/address.server";
import { services } from "~/services.server";
import { Days } from "~/ui/history/days";
import { HistoryFilters } from "~/ui/history/history-filters";
import { SelectionBar } from "~/ui/history/selection-bar";
import type { LoaderData, PageHandle } from "~/ui/page/page-handle";
import { Pager } from "~/ui/page/pager";
import { useWords } from "~/words/words";

export const handle: PageHandle<LoaderData<typeof loader>> = {
  title: ({ history, page }, { errors }) => (errors ? page.errorTitle(history.title) : history.title),
};

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context);
  const url = addressOf(request);
  const timeZone = timeZoneOf(request).name;
  const asked = askedFor(url, timeZone);
  if (!asked.ok) {
    const { values, errors } = asked;
    return data({ values, errors, days: [], newer: null, older: null, isFirst: true }, 400);
  }
  const { values, filter } = asked;
  const place = found(readPlace(url));
  const { cards, ...beside } = await historyPage(services(context), user, { filter, place });
  const page = { values, errors: undefined, days: byDay(cards, timeZone), isFirst: place === "start" };
  return data({ ...page, ...beside });
}

export default function History() {
  const { history } = useWords();
  const { values, errors, days, newer, older, isFirst } = useLoaderData<typeof loader>();
  const isNarrowed = Object.keys(values).length > 0;
  return (
    <>
      <h1>{history.title}</h1>
      <HistoryFilters values={values} errors={errors} />
      {days.length > 0 && <SelectionBar />}
      <Days days={days} />
      {!errors && days.length === 0 && <Nothing isFirst={isFirst} isNarrowed={isNarrowed} />}
      <Pager newer={newer} older={older} isFirst={isFirst} search={values} />
    </>
  );
}

function Nothing({ isFirst, isNarrowed }: { isFirst: boolean; isNarrowed: boolean }) {
  const { history } = useWords();
  if (!isFirst) return <p className="nothing">{history.endsBefore}</p>;
  if (isNarrowed) return <p className="nothing">{history.nothingLikeThat}</p>;
  return (
    <p className="nothing">
      {history.empty((text) => (
        <a href="/">{text}</a>
      ))}
    </p>
  );
}
