import type { FormErrors } from "~/http/forms.server";
import type { SiteNotices } from "~/site/notices.server";
import { useWords } from "~/words/words";
import { Field } from "../form/form";
import { FormToken } from "../form/form-token";

type SiteFormsProps = {
  site: SiteNotices;
  /** What was typed before, and what is wrong with it. */
  typed: Record<string, string>;
  errors: FormErrors | undefined;
  freshIds: string[];
};

/** The line on all pages, and the switch that keeps new orders away. */
export function SiteForms({ site, typed, errors, freshIds }: SiteFormsProps) {
  const { operator } = useWords();
  const [ofLine, ofOrders] = freshIds;
  const field = (name: string, label: string, value: string) => (
    <Field name={name} label={label} error={errors?.[name]}>
      {(described) => (
        <input {...described} type="text" autoComplete="off" dir="auto" defaultValue={typed[name] ?? value} />
      )}
    </Field>
  );
  return (
    <div className="acts-on-person">
      <section>
        <h2>{operator.line}</h2>
        <form method="post" noValidate className="stack">
          <input type="hidden" name="id" value={ofLine} />
          <p className="hint">{operator.lineText}</p>
          {field("line_en", operator.inEnglish, site.line.en)}
          {field("line_zh", operator.inChinese, site.line["zh-Hans"])}
          <button type="submit" name="act" value="say_line">
            {operator.saveLine}
          </button>
          <FormToken />
        </form>
      </section>
      <section>
        <h2>{operator.newOrders}</h2>
        <form method="post" noValidate className="stack">
          <input type="hidden" name="id" value={ofOrders} />
          <p>{site.isClosed ? operator.ordersAreClosed : operator.ordersAreOpen}</p>
          {field("closed_en", operator.whyInEnglish, site.closed.en)}
          {field("closed_zh", operator.whyInChinese, site.closed["zh-Hans"])}
          {site.isClosed && (
            <button type="submit" name="act" value="open_orders" className="primary">
              {operator.openAgain}
            </button>
          )}
          <button
            type="submit"
            name="act"
            value="close_orders"
            className={site.isClosed ? undefined : "danger"}
          >
            {site.isClosed ? operator.saveLine : operator.close}
          </button>
          <FormToken />
        </form>
      </section>
    </div>
  );
}
