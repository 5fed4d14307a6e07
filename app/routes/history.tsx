import { data, type LoaderFunctionArgs, redirect } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { requireUser, requireUserWith } from "~/accounts/gate.server";
import { ownCollection } from "~/history/collections/own-collection.server";
import { byDay } from "~/history/days.server";
import { askedFor } from "~/history/filter.server";
import { historyPage } from "~/history/list.server";
import { lookAfterOpen } from "~/history/look-after.server";
import { NOTHING_LISTED } from "~/history/nothing-listed";
import { readPlace } from "~/history/places.server";
import { listInTurn } from "~/history/searches.server";
import { type FormErrors, tooOften } from "~/http/forms.server";
import { found } from "~/http/found.server";
import { headersOfLoader } from "~/http/page-headers.server";
import { chosenSize } from "~/http/preferences.server";
import { timeZoneOf } from "~/http/time-zone.server";
import { addressOf } from "~/platform/address.server";
import { services } from "~/services.server";
import { ErrorSummary } from "~/ui/form/form";
import { narrowing } from "~/ui/history/addresses";
import { ChosenBar } from "~/ui/history/chosen-bar";
import { CollectionHead } from "~/ui/history/collections/collection-head";
import { Days } from "~/ui/history/days";
import { ListLooksAgain, nextLook } from "~/ui/history/looks-again";
import { Nothing } from "~/ui/history/nothing";
import { Narrowed } from "~/ui/history/toolbar/narrowed";
import { Toolbar } from "~/ui/history/toolbar/toolbar";
import { AgainFrom } from "~/ui/page/again/again-from";
import type { LoaderData, PageHandle } from "~/ui/page/page-handle";
import { Pager } from "~/ui/page/pager";
import { useWords } from "~/words/words";

export const handle: PageHandle<LoaderData<typeof loader>> = {
  title: ({ history, page }, { errors, collection }) =>
    errors ? page.errorTitle(history.title) : (collection?.name ?? history.title),
  layout: "table",
};

/** A search that came too often says when it may come again. */
export const headers = headersOfLoader;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const url = addressOf(request);
  const timeZone = timeZoneOf(request).name;
  const size = chosenSize(request);
  const wanted = askedFor(url, timeZone);
  if (!wanted.ok) {
    await requireUser(request, context);
    const { values, errors } = wanted;
    return data({ ...NOTHING_LISTED, values, errors, size }, 400);
  }
  const { values, filter, order } = wanted;
  const isCounted = Object.keys(narrowing(values)).length > 0;
  const using = services(context);
  const asked = await requireUserWith(request, context, (person, isOpen) => {
    const place = found(readPlace(url));
    const read = () =>
      Promise.all([
        historyPage(using, person, { filter, order, place, isCounted, monthsIn: timeZone }),
        values.collection ? ownCollection(using, person, values.collection).then(found) : null,
        place === "start",
      ]);
    return listInTurn(using, person, { filter, read, isOpen });
  });
  const { user, found: turn } = asked;
  if (!turn.taken) {
    const errors: FormErrors = { q: "search_too_often" };
    return tooOften({ ...NOTHING_LISTED, values, errors, size }, turn.againAt);
  }
  const [{ cards, ...beside }, collection, isFirst] = turn.done;
  const isOpen = cards.some((card) => card.isOpen);
  // The balance around the page was read before.
  if (isOpen && (await lookAfterOpen(using, user))) throw redirect(url.pathname + url.search);
  return data({
    ...beside,
    collection,
    ...{ values, errors: undefined, size, isOpen, days: byDay(cards, timeZone), isFirst },
    found: isCounted && (cards.length > 0 || isFirst) ? beside.found : undefined,
    ...{ refresh: isOpen ? nextLook(url) : null, againAt: undefined },
  });
}

/** How often a list with open pictures is looked at, with JavaScript. */
const LOOK_EVERY_SECONDS = 4;

export default function History() {
  const { history, deleted } = useWords();
  const page = useLoaderData<typeof loader>();
  const { values, errors, days, newer, older, isFirst, found, months, size, isOpen, refresh, collection } =
    page;
  const hasCards = days.length > 0;
  const ends = { newer, older, isFirst, search: values };
  return (
    <>
      {collection ? <CollectionHead collection={collection} /> : <h1 className="hidden">{history.title}</h1>}
      <ErrorSummary errors={errors}>
        <AgainFrom at={page.againAt} />
      </ErrorSummary>
      <Toolbar values={values} errors={errors} months={months} size={size} hasCards={hasCards} />
      <Narrowed values={values} found={found} />
      {!isFirst && <Pager {...ends} isAbove />}
      {hasCards && (
        <form
          id="selection"
          method="post"
          action="/history/selection"
          aria-label={history.chooseLabel}
          data-look-every={isOpen ? LOOK_EVERY_SECONDS : undefined}
        >
          <Days days={days} size={size} />
          <ChosenBar within={collection?.id} />
        </form>
      )}
      {!errors && !hasCards && <Nothing values={values} isFirst={isFirst} />}
      <Pager {...ends} />
      <p className="hint">
        <a href="/history/deleted">{deleted.title}</a>
      </p>
      <ListLooksAgain refresh={refresh} />
    </>
  );
}
