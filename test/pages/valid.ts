import { HtmlValidate } from "html-validate";

const validator = new HtmlValidate({
  extends: ["html-validate:recommended", "html-validate:document", "html-validate:a11y"],
  rules: {
    // React's way of writing HTML: void elements closed, names of attributes as in JSX, boolean ones with empty values.
    "void-style": ["error", { style: "selfclose" }],
    "attr-case": "off",
    "attribute-boolean-style": ["error", { style: "empty" }],
    "doctype-style": "off",
    "no-trailing-whitespace": "off",
    "long-title": "off",
    // All scripts and styles come from this origin.
    "require-sri": "off",
    // Pictures to be chosen are boxes of one name.
    "form-dup-name": "off",
    // Of two lists beside each other, each has a name.
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
    // Cards have the ids of their pictures, which may begin with a digit.
    "valid-id": ["error", { relaxed: true }],
    // The page that waits refreshes itself in a noscript, and offers to stop it.
    "meta-refresh": "off",
    // The summary of a form's errors stands above the page's heading.
    "heading-level": ["error", { minInitialRank: "h2" }],
  },
});

/** What the validator says of a link of the kind "expect", which it does not know and which may block drawing. */
const OF_EXPECTING = /^"blocking" attribute cannot be used on <link>/;

/** The complaints of an HTML validator about a page. */
export async function invalidIn(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  return results
    .flatMap(({ messages }) => messages)
    .filter(({ message }) => !OF_EXPECTING.test(message))
    .map(({ ruleId, message, selector }) => `${ruleId}: ${message} (${selector})`);
}
