import { HtmlValidate } from "html-validate";

const validator = new HtmlValidate({
  extends: ["html-validate:recommended", "html-validate:document", "html-validate:a11y"],
  rules: {
    // As React writes HTML: void elements closed, names of attributes as in JSX, empty values of boolean ones.
    "void-style": ["error", { style: "selfclose" }],
    "attr-case": "off",
    "attribute-boolean-style": ["error", { style: "empty" }],
    "doctype-style": "off",
    "no-trailing-whitespace": "off",
    "long-title": "off",
    // Everything comes from this origin.
    "require-sri": "off",
    // As many of one name as there are pictures to be chosen.
    "form-dup-name": "off",
    // In a noscript, where it may be stopped.
    "meta-refresh": "off",
    // What is wrong with a form stands above its page's heading.
    "heading-level": ["error", { minInitialRank: "h2" }],
  },
});

/** What a validator has to say of the server's HTML. */
export async function invalidIn(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  return results
    .flatMap(({ messages }) => messages)
    .map(({ ruleId, message, selector }) => `${ruleId}: ${message} (${selector})`);
}
