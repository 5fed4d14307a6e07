import type {
  ActionFunctionArgs,
  AppLoadContext,
  LoaderFunctionArgs,
  MetaFunction,
} from "@remix-run/cloudflare";
import { data, redirect } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { uuidv7 } from "uuidv7";
import { visitorWith } from "~/accounts/gate.server";
import { providerNames } from "~/accounts/providers/providers.server";
import { tomorrow } from "~/credits/allowances.server";
import { composerAgain, composerOf } from "~/generations/order/composer.server";
import { draftIn, readOrder, underOf, withPressed } from "~/generations/order/order-form.server";
import { pageOf, startGeneration } from "~/generations/start.server";
import { filmAlone } from "~/history/room/around.server";
import { pictureRoomOf } from "~/history/room/picture-room.server";
import { publicOrigin } from "~/http/addresses.server";
import { formFailed, formTooOften } from "~/http/forms.server";
import { languageOf } from "~/http/language.server";
import { headersOfForm } from "~/http/page-headers.server";
import { formOf } from "~/load-context";
import { broughtBefore } from "~/pictures/brought/bring.server";
import { addressOf } from "~/platform/address.server";
import { services } from "~/services.server";
import { Composer } from "~/ui/make/composer";
import { JoinFirst } from "~/ui/make/join-first";
import { Welcome } from "~/ui/make/welcome";
import { openGraph, saidOfSite } from "~/ui/page/head/open-graph";
import type { LoaderData, PageHandle } from "~/ui/page/page-handle";
import { Filmstrip } from "~/ui/room/filmstrip";
import { PictureRoom } from "~/ui/room/picture-room";
import { Room } from "~/ui/room/room";
import { EmptyStage } from "~/ui/room/stage/empty-stage";
import { wordsIn } from "~/words/words.server";

/** Requests whose order waits until its visitor has joined: the loader, which runs after the action, gives the title. */
const askedToJoin = new WeakSet<AppLoadContext>();

export const handle: PageHandle<LoaderData<typeof loader>> = {
  title: ({ welcome, make, page }, data, site) => {
    if (data?.asksToJoin) return page.title(make.joinAndMake, site);
    return data?.film ? page.title(make.title, site) : welcome.title(site);
  },
  layout: (data) => {
    if (data?.asksToJoin) return "text";
    return data?.film ? "room" : "table";
  },
  isWholeTitle: true,
  isPublic: true,
};

export const headers = headersOfForm;

export const meta: MetaFunction<typeof loader> = ({ data }) => (data ? openGraph(data.said) : []);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const using = services(context);
  const { searchParams: query } = addressOf(request);
  const asked = await visitorWith(request, context, (person) =>
    Promise.all([
      composerOf(using, person, { query }),
      filmAlone(using, person),
      // The picture that a form stood under which comes back with mistakes: it stays on the stage.
      pictureRoomOf(using, person, request, context.form ? underOf(context.form) : null),
    ]),
  );
  const [composer, film, room] = asked?.found ?? [await composerOf(using, null, { query }), null, null];
  const { welcome } = wordsIn(languageOf(request));
  const site = using.settings.SITE_NAME;
  const title = welcome.title(site);
  return {
    ...{ film, room, composer: { ...composer, credits: asked?.user.credits ?? null } },
    asksToJoin: askedToJoin.has(context),
    freshId: uuidv7(),
    gift: using.settings.SIGNUP_CREDITS,
    providers: providerNames(using.settings),
    said: saidOfSite({ site, title, description: welcome.description, origin: publicOrigin(using, request) }),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = withPressed(formOf(context));
  const using = services(context);
  const asked = await visitorWith(request, context, (person) => broughtBefore(using, person, form));
  const user = asked?.user ?? null;
  const under = underOf(form);
  const draft = draftIn(form);
  const read = await readOrder(using, user, form, asked?.found);
  if (!read.ok) {
    const again = await composerAgain(using, user, read.again, { under, refusal: null });
    const isUsedUp = again.errors?.picture === "pictures_too_many";
    return isUsedUp ? formTooOften(context, again, tomorrow()) : formFailed(context, again);
  }
  // The order waits in the form with which they join: in an address it would be too long for what is between.
  if (!user) {
    askedToJoin.add(context);
    return { draft };
  }
  const started = await startGeneration(using, user, read.order);
  if (started.kind !== "started") {
    const again = await composerAgain(using, user, read.again, { under, refusal: started });
    return again.refusal ? data(again, STATUSES[again.refusal.kind]) : formFailed(context, again);
  }
  return redirect(pageOf(started), 303);
}

const STATUSES = { offered: 200, short: 402, full: 429, spent: 429, closed: 429, used: 409 };

export default function Make() {
  const { composer, film, room, freshId, gift, providers } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  if (sent && "draft" in sent) return <JoinFirst draft={sent.draft} gift={gift} providers={providers} />;
  const view = sent ?? composer;
  if (room) return <PictureRoom room={room} composer={view} freshId={freshId} refresh={null} />;
  if (film)
    return (
      <Room stage={<EmptyStage />} composer={<Composer view={view} />} film={<Filmstrip film={film} />} />
    );
  return (
    <Welcome gift={gift}>
      <Composer view={view} />
    </Welcome>
  );
}
