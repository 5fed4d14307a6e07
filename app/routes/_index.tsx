import type {
  ActionFunctionArgs,
  AppLoadContext,
  LoaderFunctionArgs,
  MetaFunction,
} from "@remix-run/cloudflare";
import { data, redirect } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { uuidv7 } from "uuidv7";
import { visitor } from "~/accounts/gate.server";
import type { User } from "~/accounts/user";
import { composerAgain, composerOf } from "~/generations/order/composer.server";
import { readOrder, shownAgain, underOf } from "~/generations/order/order-form.server";
import { ownGeneration } from "~/generations/own-generation.server";
import { startGeneration } from "~/generations/start.server";
import { filmAlone } from "~/history/room/around.server";
import { pictureRoom } from "~/history/room/picture-room.server";
import { publicOrigin } from "~/http/addresses.server";
import { formFailed } from "~/http/forms.server";
import { languageOf } from "~/http/language.server";
import { formOf } from "~/load-context";
import { addressOf } from "~/platform/address.server";
import { type Services, services } from "~/services.server";
import { AccountForm } from "~/ui/form/account-form";
import { Composer } from "~/ui/make/composer";
import { Welcome } from "~/ui/make/welcome";
import { openGraph } from "~/ui/page/open-graph";
import type { LoaderData, PageHandle } from "~/ui/page/page-handle";
import { Filmstrip } from "~/ui/room/filmstrip";
import { PictureRoom } from "~/ui/room/picture-room";
import { Room } from "~/ui/room/room";
import { EmptyStage } from "~/ui/room/stage/empty-stage";
import { useWords } from "~/words/words";
import { wordsIn } from "~/words/words.server";

/** Requests whose order waits until its visitor has signed in: the loader, which runs after the action, gives the title. */
const askedToSignIn = new WeakSet<AppLoadContext>();

export const handle: PageHandle<LoaderData<typeof loader>> = {
  title: ({ welcome, make, page, account }, data) => {
    if (data?.asksToSignIn) return page.title(account.signInTitle);
    return data?.film ? page.title(make.title) : welcome.title;
  },
  layout: (data) => {
    if (data?.asksToSignIn) return "text";
    return data?.film ? "room" : "table";
  },
  isWholeTitle: true,
  isPublic: true,
};

export const meta: MetaFunction<typeof loader> = ({ data }) => (data ? openGraph(data.said) : []);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await visitor(request, context);
  const using = services(context);
  const { title, description } = wordsIn(languageOf(request)).welcome;
  const origin = publicOrigin(using, request);
  const [composer, film, room] = await Promise.all([
    composerOf(using, user, { query: addressOf(request).searchParams }),
    user && filmAlone(using, user),
    user && roomOfRefused(using, user, request, context),
  ]);
  return {
    ...{ composer, film, room },
    asksToSignIn: askedToSignIn.has(context),
    freshId: uuidv7(),
    gift: using.settings.SIGNUP_CREDITS,
    said: {
      ...{ title, description, url: `${origin}/` },
      image: { url: `${origin}/open-graph.jpg`, type: "image/jpeg", width: 1200, height: 630, alt: title },
    },
  };
}

/** The picture that a form stood under which comes back with mistakes: it stays on the stage. Null where there was none. */
async function roomOfRefused(using: Services, user: User, request: Request, context: AppLoadContext) {
  const under = context.form && underOf(context.form);
  const generation = under ? await ownGeneration(using, user, under) : null;
  return generation && pictureRoom(using, user, request, generation);
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = formOf(context);
  const user = await visitor(request, context);
  const using = services(context);
  const under = underOf(form);
  if (form.get("do") === "show_model")
    return composerAgain(using, user, await shownAgain(using, user, form), { under, refusal: null });
  const read = await readOrder(using, user, form);
  if (!read.ok)
    return formFailed(context, await composerAgain(using, user, read.again, { under, refusal: null }));
  // The order waits in the form with which they sign in: in an address it would be too long for what is between.
  if (!user) {
    askedToSignIn.add(context);
    return { draft: new URLSearchParams(read.again.values).toString() };
  }
  const started = await startGeneration(using, user, read.order);
  if (started.kind !== "started") {
    const again = await composerAgain(using, user, read.again, { under, refusal: started });
    return data(again, STATUSES[started.kind]);
  }
  return redirect(`/${started.count > 1 ? "orders" : "generations"}/${started.id}`, 303);
}

const STATUSES = { short: 402, full: 429, repeated: 429, spent: 429, used: 409 };

export default function Make() {
  const { composer, film, room, freshId, gift } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  if (sent && "draft" in sent) return <SignInFirst draft={sent.draft} />;
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

function SignInFirst({ draft }: { draft: string }) {
  const { account } = useWords();
  return (
    <AccountForm
      title={account.signInTitle}
      button={account.signInButton}
      passwordKind="current-password"
      action="/login"
      again={{ draft }}
      other={{ question: account.isNew, to: "/join", text: account.joinTitle }}
    />
  );
}
