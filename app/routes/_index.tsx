import type {
  ActionFunctionArgs,
  AppLoadContext,
  LoaderFunctionArgs,
  MetaFunction,
} from "@remix-run/cloudflare";
import { data, redirect } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { visitor } from "~/accounts/gate.server";
import { composerAgain, composerOf } from "~/generations/order/composer.server";
import { readOrder, shownAgain, underOf } from "~/generations/order/order-form.server";
import { startGeneration } from "~/generations/start.server";
import { historyPage } from "~/history/list.server";
import { publicOrigin } from "~/http/addresses.server";
import { formFailed } from "~/http/forms.server";
import { languageOf } from "~/http/language.server";
import { formOf } from "~/load-context";
import { addressOf } from "~/platform/address.server";
import { services } from "~/services.server";
import { AccountForm } from "~/ui/form/account-form";
import { Gallery } from "~/ui/history/gallery";
import { Composer } from "~/ui/make/composer";
import { Examples } from "~/ui/make/examples";
import { Welcome, WelcomePictures } from "~/ui/make/welcome";
import { openGraph } from "~/ui/page/open-graph";
import type { LoaderData, PageHandle } from "~/ui/page/page-handle";
import { useWords } from "~/words/words";
import { wordsIn } from "~/words/words.server";

const LATEST = 8;

/** Requests whose order waits until its visitor has signed in: the loader, which runs after the action, gives the title. */
const askedToSignIn = new WeakSet<AppLoadContext>();

type Data = LoaderData<typeof loader>;

export const handle: PageHandle<Data> = {
  title: ({ welcome, make, page, account }, data) => {
    if (data?.asksToSignIn) return page.title(account.signInTitle);
    return data?.latest ? page.title(make.title) : welcome.title;
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
  const { SIGNUP_CREDITS, FREE_REFUSALS_A_DAY } = using.settings;
  return {
    composer: await composerOf(using, user, { query: addressOf(request).searchParams }),
    asksToSignIn: askedToSignIn.has(context),
    latest: user && (await historyPage(using, user, { limit: LATEST })).cards,
    given: { credits: SIGNUP_CREDITS, refusals: FREE_REFUSALS_A_DAY },
    said: {
      ...{ title, description, url: `${origin}/` },
      image: { url: `${origin}/open-graph.jpg`, type: "image/jpeg", width: 1200, height: 630, alt: title },
    },
  };
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
  const { make } = useWords();
  const { composer, latest, given } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  if (sent && "draft" in sent) return <SignInFirst draft={sent.draft} />;
  return (
    <>
      {latest ? <h1 className="over-box">{make.title}</h1> : <Welcome given={given} />}
      <Composer view={sent ?? composer} />
      {!latest && <WelcomePictures />}
      {latest?.length === 0 && <Examples />}
      {latest && latest.length > 0 && <Latest cards={latest} />}
    </>
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

function Latest({ cards }: { cards: NonNullable<Data["latest"]> }) {
  const { make } = useWords();
  return (
    <section aria-labelledby="latest">
      <h2 id="latest">{make.latest}</h2>
      <Gallery cards={cards} />
      <p>
        <a className="button" href="/history">
          {make.all}
        </a>
      </p>
    </section>
  );
}
