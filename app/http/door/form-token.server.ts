import { isKeyedHash, keyedHash } from "~/platform/keyed-hash.server";

/**
 * A field that every form of ours has and that no other site can know: it proves where a form comes from when something
 * between strips the headers that say so. Bound to `bearer`, what the browser keeps in a signed cookie.
 */
const FORM_TOKEN = "form_token";

export function formToken(bearer: string, [secret]: string[]): string | undefined {
  return secret && keyedHash(secret, textFor(bearer));
}

export function isFormToken(token: string | null, bearer: string | null, secrets: string[]): boolean {
  return token !== null && bearer !== null && isKeyedHash(token, textFor(bearer), secrets);
}

const textFor = (bearer: string) => `form:${bearer}`;

/** The form's token, taken out of it: it is for the door, and no concern of any route. */
export function takeToken(form: FormData): string | null {
  const token = form.get(FORM_TOKEN);
  form.delete(FORM_TOKEN);
  return typeof token === "string" ? token : null;
}
