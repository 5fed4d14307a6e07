import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { data, redirect } from "@remix-run/cloudflare";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { uuidv7 } from "uuidv7";
import { requireUser, visitor } from "~/accounts/gate.server";
import { historyPage } from "~/generations/history.server";
import { Order } from "~/generations/order.server";
import { type Started, startGeneration } from "~/generations/start.server";
import { parse } from "~/platform/forms.server";
import { services } from "~/platform/services.server";
import { credits } from "~/ui/credits";
import { Gallery } from "~/ui/gallery";
import { PromptBox } from "~/ui/prompt-box";

const LATEST = 8;

export const meta: MetaFunction = () => [
  { title: "Flux AI: pictures from words" },
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
    values: {
      prompt: searchParams.get("prompt") ?? "",
      ratio: searchParams.get("ratio") ?? "",
      seed: searchParams.get("seed") ?? "",
    },
    latest: user && (await historyPage(using, user, { limit: LATEST })).cards,
    signupCredits: using.settings.SIGNUP_CREDITS,
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData();
  const user = await requireUser(request, context, form);
  const order = parse(Order, form);
  if (!order.ok) return data({ ...order, id: uuidv7(), notice: null }, 422);

  const started = await startGeneration(services(context), user, order.value);
  if (started.kind === "started") return redirect(`/generations/${started.id}`, 303);

  const { prompt, ratio, seed } = order.value;
  const kept = {
    id: uuidv7(),
    errors: undefined,
    values: { prompt, ratio, seed: seed === null ? "" : String(seed) },
  };
  return data({ ...kept, notice: refusal(started) }, STATUSES[started.kind]);
}

const STATUSES = { short: 402, full: 429, used: 409 };

function refusal(started: Exclude<Started, { kind: "started" }>): string {
  switch (started.kind) {
    case "short":
      return `You need ${credits(started.cost)} and have ${started.credits}. Your prompt is saved.`;
    case "full":
      return `You have ${started.most} pictures on their way, as many as can be made at once. Nothing was charged and your prompt is saved: send it again when one is done.`;
    case "used":
      return "This form was already used for another picture. Nothing was charged. Your prompt is kept: send it again.";
  }
}

export default function Make() {
  const { id, values, latest, signupCredits } = useLoaderData<typeof loader>();
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
      <PromptBox id={failed?.id ?? id} values={failed?.values ?? values} errors={failed?.errors} />
      {latest && <Latest cards={latest} />}
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
  if (cards.length === 0) return null;
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
