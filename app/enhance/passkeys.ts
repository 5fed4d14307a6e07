/**
 * What passkeys take of a script: asking the browser for one, and sending what it answers as a form. This file is loaded
 * by itself, on the two pages that have such a form.
 */

/** Challenges are answered within five minutes; before that is over another is fetched. */
const FRESH_FOR_MS = 4 * 60_000;

/** Finds the form, which only a browser shows that can do it, at the address that keys are kept for. */
function start(form: HTMLFormElement): void {
  const { passkey, origin, options } = form.dataset;
  if (origin !== location.origin || !window.PublicKeyCredential?.parseRequestOptionsFromJSON) return;
  form.hidden = false;
  if (passkey === "create") startMaking(form, JSON.parse(options ?? ""));
  else startSigningIn(form);
}

function startMaking(form: HTMLFormElement, options: PublicKeyCredentialCreationOptionsJSON): void {
  const make = async () => {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
    send(form, await navigator.credentials.create({ publicKey }));
  };
  // Some browsers make none before a button is pressed, which is there for them.
  make().catch(() => {});
  whenPressed(form, make);
}

function startSigningIn(form: HTMLFormElement): void {
  let asking = new AbortController();
  let [options, fetched] = ["", 0];

  const ask = async (mediation?: CredentialMediationRequirement) => {
    // A browser asks for one at a time.
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    if (!options || Date.now() - fetched > FRESH_FOR_MS) {
      fetched = Date.now();
      options = await (await fetch(form.dataset.options ?? "")).text();
    }
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(options));
    send(form, await navigator.credentials.get({ publicKey, signal, ...(mediation && { mediation }) }));
  };

  /** Keys are offered in the field for the address, among what the browser has remembered. */
  const offer = async () => {
    if (await PublicKeyCredential.isConditionalMediationAvailable?.()) await ask("conditional");
  };
  const offered = () => void offer().catch(() => {});
  offered();
  document.querySelector("[autocomplete~=webauthn]")?.addEventListener("focus", () => {
    if (Date.now() - fetched > FRESH_FOR_MS) offered();
  });
  whenPressed(form, () => ask(), offered);
}

function whenPressed(form: HTMLFormElement, does: () => Promise<void>, otherwise = () => {}): void {
  const failed = form.querySelector<HTMLElement>("[data-failed]");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (failed) failed.hidden = true;
    does().catch(({ name }: Error) => {
      // It was pressed once more, and goes on.
      if (name === "AbortError") return;
      if (failed) failed.hidden = false;
      otherwise();
    });
  });
}

function send(form: HTMLFormElement, credential: Credential | null): void {
  const field = form.querySelector<HTMLInputElement>("[name=passkey]");
  if (!credential || !field) return;
  field.value = JSON.stringify((credential as PublicKeyCredential).toJSON());
  form.submit();
}

const form = document.querySelector<HTMLFormElement>("form[data-passkey]");
if (form) start(form);
