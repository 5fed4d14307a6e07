import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { data, redirect } from "@remix-run/cloudflare";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { uuidv7 } from "uuidv7";
import { requireUser, visitor } from "~/accounts/gate.server";
import { historyPage } from "~/generations/history.server";
import { orderValues, readOrder } from "~/generations/order.server";
import { type Started, startGeneration } from "~/generations/start.server";
import { takePicture } from "~/inputs/bring.server";
import { asBrought, pictureNamedBy } from "~/inputs/shown.server";
import { formFailed } from "~/platform/forms.server";
import { services } from "~/platform/services.server";
import { credits } from "~/ui/credits";
import { Examples } from "~/ui/examples";
import { Gallery } from "~/ui/gallery";
import { pageTitle } from "~/ui/page-title";
import { PromptBox } from "~/ui/prompt-box";

const LATEST = 8;

export const meta: MetaFunction = ({ matches }) => [
  { title: pageTitle(matches, "Flux AI: pictures from words") },
  {
    name: "description",
    content: "Type a prompt, pay a credit, get a FLUX picture, and find it again. Failures cost nothing.",
  },
];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await visitor(request, context);
  const using = services(context);
  const { searchParams } = new URL(request.url);
  return {
    id: uuidv7(),
    values: orderValues(searchParams),
    brought: user && (await pictureNamedBy(using, user, searchParams)),
    latest: user && (await historyPage(using, user, { limit: LATEST })).cards,
    signupCredits: using.settings.SIGNUP_CREDITS,
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
      ...(brought.kind === "refused" && { picture: brought.error }),
    };
    return formFailed(context, { ...kept, errors, notice: null });
  }

  const started = await startGeneration(using, user, order.value);
  if (started.kind === "started")
    return redirect(`/${started.count > 1 ? "orders" : "generations"}/${started.id}`, 303);
  return data({ ...kept, errors: undefined, notice: refusal(started) }, STATUSES[started.kind]);
}

const STATUSES = { short: 402, full: 429, used: 409 };

function refusal(started: Exclude<Started, { kind: "started" }>): string {
  switch (started.kind) {
    case "short":
      return `You need ${credits(started.cost)} and have ${started.credits}. Your prompt is saved.`;
    case "full":
      return `You have ${started.most} orders on their way, as many as can be made at once. Nothing was charged and your prompt is saved: send it again when one is done.`;
    case "used":
      return "This form was already used for another picture. Nothing was charged. Your prompt is kept: send it again.";
  }
}

export default function Make() {
  const { id, values, brought, latest, signupCredits } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  return (
    <>
      {failed?.notice && (
        <div className="notice" role="alert">
          <p>{failed.notice}</p>
        </div>
      )}
      {!latest && <Welcome signupCredits={signupCredits} />}
      {latest && <h1 className="over-box">Make a picture</h1>}
      <PromptBox
        // Filled anew by a link that fills it.
        key={new URLSearchParams(values).toString()}
        id={failed?.id ?? id}
        values={failed?.values ?? values}
        brought={failed ? failed.brought : brought}
        errors={failed?.errors}
      />
      {latest && latest.length > 0 ? <Latest cards={latest} /> : <Examples />}
    </>
  );
}

function Welcome({ signupCredits }: { signupCredits: number }) {
  return (
    <div className="welcome">
      <h1>Pictures from words</h1>
      <p>
        Type a prompt, pay a credit, get a FLUX picture, and find it again. A picture that fails costs
        nothing.
        {signupCredits > 0 && ` ${credits(signupCredits)} to start with when you create an account.`}
      </p>
    </div>
  );
}

function Latest({ cards }: { cards: Parameters<typeof Gallery>[0]["cards"] }) {
  return (
    <section aria-labelledby="latest">
      <h2 id="latest">Your latest pictures</h2>
      <Gallery cards={cards} />
      <p>
        <Link to="/history">All your pictures</Link>
      </p>
    </section>
  );
}
