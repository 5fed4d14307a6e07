import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { requireUser } from "~/accounts/gate.server";
import { advance } from "~/generations/advance.server";
import { isOpen, modelInput } from "~/generations/generation.server";
import { ownGeneration } from "~/generations/history.server";
import { isUuid } from "~/platform/ids.server";
import { services } from "~/platform/services.server";
import { GenerationDetails, GenerationOutcome } from "~/ui/generation-details";
import { nextLook, Waiting } from "~/ui/waiting";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.generation.prompt.slice(0, 60) ?? "Picture"} · Flux AI` },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context);
  if (!isUuid(params.id)) throw new Response(null, { status: 404 });
  const using = services(context);
  const generation = await ownGeneration(using, user, params.id);
  if (isOpen(generation)) {
    await advance(using, generation);
    const now = await ownGeneration(using, user, params.id);
    // The balance on this page was read before the credit came back: ask again.
    if (!isOpen(now)) throw redirect(`/generations/${params.id}`);
  }

  const { id, prompt, model, seed, cost, status, error_code, image_id, created_at } = generation;
  const { aspect_ratio: ratio } = modelInput(generation);
  return {
    generation: { id, prompt, model, seed, cost, status, error_code, image_id, created_at, ratio },
    isOpen: isOpen(generation),
    refresh: isOpen(generation) ? nextLook(new URL(request.url).searchParams) : null,
  };
}

export default function GenerationPage() {
  const { generation, isOpen, refresh } = useLoaderData<typeof loader>();
  return (
    <article className="generation">
      {isOpen ? (
        <Waiting status={generation.status} refresh={refresh} />
      ) : (
        <GenerationOutcome generation={generation} />
      )}
      <GenerationDetails generation={generation} />
    </article>
  );
}
