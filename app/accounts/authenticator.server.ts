import { Authenticator } from "remix-auth";
import { FormStrategy } from "remix-auth-form";
import { parse } from "~/http/forms.server";
import type { Services } from "~/services.server";
import { Join, SignIn } from "./account-forms.server";
import type { Authenticated } from "./authenticated.server";
import { join } from "./join.server";
import { signIn } from "./password-sign-in.server";

/** remix-auth asks us who it is; sessions are ours. Strategies: "sign-in" and "join". */
export function authenticator(using: Services, form: FormData): Authenticator<Authenticated> {
  return new Authenticator<Authenticated>()
    .use(new ReadForm(form, ({ form, request }) => signIn(using, request, parse(SignIn, form))), "sign-in")
    .use(new ReadForm(form, ({ form, request }) => join(using, request, parse(Join, form))), "join");
}

/** The strategy for forms, whose own way reads the body once more: here the form has been read. */
class ReadForm extends FormStrategy<Authenticated> {
  readonly #form: FormData;

  constructor(form: FormData, verify: ConstructorParameters<typeof FormStrategy<Authenticated>>[0]) {
    super(verify);
    this.#form = form;
  }

  override authenticate(request: Request): Promise<Authenticated> {
    return this.verify({ form: this.#form, request });
  }
}
