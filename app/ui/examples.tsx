import { Link } from "@remix-run/react";

const PROMPTS = [
  "A lighthouse in a storm, oil painting",
  "A red balloon over green hills at sunset",
  "山间晨雾中的宝塔",
];

/** Where somebody has no picture yet: three that fill the box. */
export function Examples() {
  return (
    <section className="over-box" aria-labelledby="examples">
      <h2 id="examples">No idea yet? Begin with one of these</h2>
      <ul className="examples">
        {PROMPTS.map((prompt) => (
          <li key={prompt}>
            <Link
              to={`/?${new URLSearchParams({ prompt })}`}
              lang={/\p{Script=Han}/u.test(prompt) ? "zh-Hans" : undefined}
            >
              {prompt}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
