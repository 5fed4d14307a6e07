import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { found } from "~/http/found.server";
import { getOnly } from "~/http/methods.server";
import { secretPage } from "~/http/page-headers.server";
import { outboxPage } from "~/mail/outbox-page.server";
import { services } from "~/services.server";
import type { PageHandle } from "~/ui/page/page-handle";
import { When } from "~/ui/page/when";
import { useWords } from "~/words/words";

export const handle: PageHandle = { title: ({ recovery }) => recovery.outbox, needsScripts: false };

export const headers = secretPage;

export async function loader({ params, context }: LoaderFunctionArgs) {
  return { mails: found(await outboxPage(services(context), params.key)) };
}

export const action = getOnly;

export default function Outbox() {
  const { recovery } = useWords();
  const { mails } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <h1>{recovery.outbox}</h1>
      <p>{recovery.outboxText}</p>
      {mails.length === 0 && <p>{recovery.outboxEmpty}</p>}
      {mails.map(({ id, to, subject, text, link, at, language }) => (
        <article key={id} lang={language}>
          <h2>{subject}</h2>
          <p>
            {to} · <When at={at} />
          </p>
          {text.split(/\n\n/).map((paragraph) => (
            <p key={paragraph} dir="auto">
              {linked(paragraph, link)}
            </p>
          ))}
        </article>
      ))}
    </div>
  );
}

/** A paragraph of a mail, its link as one that can be followed. */
function linked(paragraph: string, link: string) {
  const [before, after] = paragraph.split(link);
  if (after === undefined) return paragraph;
  return (
    <>
      {before}
      <br />
      <a href={link}>{link}</a>
      {after}
    </>
  );
}
