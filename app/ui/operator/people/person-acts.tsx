import type { ReactNode } from "react";
import type { FormErrors } from "~/http/forms.server";
import type { PersonPage } from "~/operators/person.server";
import { useWords } from "~/words/words";
import { Field } from "../../form/form";
import { FormToken } from "../../form/form-token";

type PersonActsProps = {
  page: Pick<PersonPage, "person"> & { freshIds: string[]; isOwn: boolean };
  /** What was typed before, and what is wrong with it. */
  typed: Record<string, string>;
  errors: FormErrors | undefined;
};

/** All that can be done to somebody's account, each with a form of its own. */
export function PersonActs({ page, typed, errors }: PersonActsProps) {
  const { operator } = useWords();
  const { person, isOwn } = page;
  const [money = "", keeping = "", plain = "", role = ""] = page.freshIds;
  return (
    <div className="acts-on-person">
      <section>
        <h2>{operator.money}</h2>
        <ActForm id={typed.id ?? money}>
          <Field name="credits" label={operator.credits} error={errors?.credits}>
            {(field) => (
              <input
                {...field}
                type="text"
                inputMode="numeric"
                autoComplete="off"
                defaultValue={typed.credits}
              />
            )}
          </Field>
          <Field name="reason" label={operator.reason} error={errors?.reason}>
            {(field) => (
              <input {...field} type="text" autoComplete="off" dir="auto" defaultValue={typed.reason} />
            )}
          </Field>
          <div className="actions">
            <ActButton act="give" label={operator.give} isPrimary />
            <ActButton act="take" label={operator.take} />
          </div>
        </ActForm>
      </section>
      <section>
        <h2>{operator.keepOut}</h2>
        {isOwn ? (
          <p>{operator.yourself}</p>
        ) : (
          <ActForm id={keeping}>
            <p>{operator.blockText}</p>
            <Field name="why" label={operator.why} error={errors?.why}>
              {(field) => (
                <input {...field} type="text" autoComplete="off" dir="auto" defaultValue={typed.why} />
              )}
            </Field>
            {person.is_blocked ? (
              <ActButton act="unblock" label={operator.unblock} />
            ) : (
              <ActButton act="block" label={operator.block} isDanger />
            )}
          </ActForm>
        )}
      </section>
      <section>
        <h2>{operator.sessions}</h2>
        <ActForm id={plain}>
          <ActButton act="end_sessions" label={operator.endSessions} />
          <ActButton act="send_reset" label={operator.sendReset} />
        </ActForm>
        <h2>{operator.isOperator}</h2>
        {person.is_operator && !person.made_at ? (
          <p>{operator.bySetting}</p>
        ) : isOwn ? (
          <p>{operator.yourself}</p>
        ) : (
          <ActForm id={role}>
            {person.made_at ? (
              <ActButton act="unmake_operator" label={operator.unmakeOperator} />
            ) : (
              <ActButton act="make_operator" label={operator.makeOperator} />
            )}
          </ActForm>
        )}
      </section>
    </div>
  );
}

/** A form of the page's own address; its id makes of one that is sent twice a single act. */
function ActForm({ id, children }: { id: string; children: ReactNode }) {
  return (
    <form method="post" noValidate className="stack">
      <input type="hidden" name="id" value={id} />
      {children}
      <FormToken />
    </form>
  );
}

type ActButtonProps = { act: string; label: string; isPrimary?: boolean; isDanger?: boolean };

function ActButton({ act, label, isPrimary, isDanger }: ActButtonProps) {
  const className = isPrimary ? "primary" : isDanger ? "danger" : undefined;
  return (
    <button type="submit" name="act" value={act} className={className}>
      {label}
    </button>
  );
}
