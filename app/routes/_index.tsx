import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { data, redirect } from "@remix-run/cloudflare";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { uuidv7 } from "uuidv7";
import { requireUser, visitor } from "~/accounts/gate.server";
import { orderValues, readOrder } from "~/generations/order.server";
import { startGeneration } from "~/generations/start.server";
import { historyPage } from "~/history/list.server";
import { publicOrigin } from "~/http/addresses.server";
import { formFailed } from "~/http/forms.server";
import { languageOf } from "~/http/language.server";
import { takePicture } from "~/pictures/brought/bring.server";
import { asBrought, pictureNamedBy } from "~/pictures/brought/shown.server";
import { addressOf } from "~/platform/address.server";
import { services } from "~/services.server";
import { Gallery } from "~/ui/history/gallery";
import { Examples } from "~/ui/make/examples";
import { PromptBox } from "~/ui/make/prompt-box";
import { Refusal } from "~/ui/make/refusal";
import { Welcome, WelcomePictures } from "~/ui/make/welcome";
import { openGraph } from "~/ui/page/open-graph";
import type { LoaderData, PageHandle } from "~/ui/page/page-handle";
import { useWords } from "~/words/words";
import { wordsIn } from "~/words/words.server";

const LATEST = 8;

type Data = LoaderData<typeof loader>;

export const handle: PageHandle<Data> = {
  title: ({ welcome, make, page }, data) => (data?.latest ? page.title(make.title) : welcome.title),
  isWholeTitle: true,
  isPublic: true,
};

export const meta: MetaFunction<typeof loader> = ({ data }) => (data ? openGraph(data.said) : []);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await visitor(request, context);
  const using = services(context);
  const { searchParams } = addressOf(request);
  const { title, description } = wordsIn(languageOf(request)).welcome;
  const origin = publicOrigin(using, request);
  return {
    id: uuidv7(),
    values: orderValues(searchParams),
    brought: user && (await pictureNamedBy(using, user, searchParams)),
    latest: user && (await historyPage(using, user, { limit: LATEST })).cards,
    signupCredits: using.settings.SIGNUP_CREDITS,
    said: {
      ...{ title, description, url: `${origin}/` },
      image: { url: `${origin}/open-graph.jpg`, type: "image/jpeg", width: 1200, height: 630, alt: title },
    },
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData();
  const user = await requireUser(request, context, orderValues(form));
  const using = services(context);
  const brought = await takePicture(using, user, form);
  const kept = {
    id: uuidv7(),
    values: orderValues(form),
    brought: brought.kind === "kept" ? asBrought(brought.input) : null,
  };
  const order = readOrder(form, brought.kind === "kept" ? brought.input : null);
  if (brought.kind === "refused" || !order.ok) {
    const errors = {
      ...(!order.ok && order.errors),
      ...(brought.kind === "refused" && { picture: brought.mistake }),
    };
    return formFailed(context, { ...kept, errors, refusal: null });
  }

  const started = await startGeneration(using, user, order.value);
  if (started.kind === "started")
    return redirect(`/${started.count > 1 ? "orders" : "generations"}/${started.id}`, 303);
  return data({ ...kept, errors: undefined, refusal: started }, STATUSES[started.kind]);
}

const STATUSES = { short: 402, full: 429, repeated: 429, used: 409 };

export default function Make() {
  const { make } = useWords();
  const { id, values, brought, latest, signupCredits } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  return (
    <>
      {failed?.refusal && <Refusal refusal={failed.refusal} />}
      {latest ? <h1 className="over-box">{make.title}</h1> : <Welcome signupCredits={signupCredits} />}
      <PromptBox
        // Filled anew by a link that fills it.
        key={new URLSearchParams(values).toString()}
        id={failed?.id ?? id}
        values={failed?.values ?? values}
        brought={failed ? failed.brought : brought}
        errors={failed?.errors}
      />
      {!latest && <WelcomePictures />}
      {latest?.length === 0 && <Examples />}
      {latest && latest.length > 0 && <Latest cards={latest} />}
    </>
  );
}

function Latest({ cards }: { cards: NonNullable<Data["latest"]> }) {
  const { make } = useWords();
  return (
    <section aria-labelledby="latest">
      <h2 id="latest">{make.latest}</h2>
      <Gallery cards={cards} />
      <p>
        <Link className="button" to="/history">
          {make.all}
        </Link>
      </p>
    </section>
  );
}
