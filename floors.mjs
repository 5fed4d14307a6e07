/**
 * The floors of app/, from the top down: a folder is a noun of the product, and uses only folders below it. What stands
 * on one line does not know each other. `npm run check` refuses an import that goes up, and a map in README.md that
 * says something else. Within ui/ and pictures/ the same holds for their own folders.
 */
export const FLOORS = [
  ["routes", "root", "entry.server", "entry.worker", "entry.client"],
  ["enhance"],
  ["ui/history"],
  ["ui/room"],
  ["ui/picture"],
  ["ui/operator"],
  ["ui/make", "ui/account"],
  ["ui/page"],
  ["ui/form"],
  ["operators"],
  ["operations"],
  ["leaving"],
  ["reports"],
  ["history"],
  ["generations"],
  ["downloads", "shares"],
  ["purchases"],
  ["mail"],
  ["words"],
  ["history/collections"],
  ["pictures/brought", "pictures/thumbnails"],
  ["pictures"],
  ["pictures/metadata"],
  ["accounts"],
  ["credits"],
  ["site"],
  ["mail/outbox"],
  ["http/door"],
  ["http"],
  ["budgets"],
  ["services"],
  ["load-context"],
  ["replicate", "stripe"],
  ["search"],
  ["models"],
  ["platform"],
];

/** The files of a folder itself, without the folders in it that are floors of their own. */
function filesOf(name) {
  const inner = FLOORS.flat().filter((other) => other.startsWith(`${name}/`));
  const without = inner.map((other) => other.slice(name.length + 1)).join("|");
  return without ? `^app/${name}/(?!(${without})/)` : `^app/${name}(/|\\.)`;
}
const pathsOf = (names) => names.map(filesOf);

const TESTS = "\\.test\\.tsx?$";

/** Rules for dependency-cruiser: one a floor, and no circle anywhere, types included. */
export const RULES = {
  forbidden: [
    ...FLOORS.map((names, index) => ({
      name: `${names[0]}-uses-only-what-is-below`,
      severity: "error",
      from: { path: pathsOf(names), pathNot: TESTS },
      to: { path: pathsOf(FLOORS.slice(0, index).flat()) },
    })).filter((_, index) => index > 0),
    ...FLOORS.slice(1)
      .filter((names) => names.length > 1)
      .flatMap((names) =>
        names.map((name) => ({
          name: `${name}-and-its-neighbours-do-not-know-each-other`,
          severity: "error",
          from: { path: pathsOf([name]), pathNot: TESTS },
          to: { path: pathsOf(names.filter((other) => other !== name)) },
        })),
      ),
    { name: "no-circles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "every-folder-has-a-floor",
      severity: "error",
      from: { path: "^app/", pathNot: [...pathsOf(FLOORS.flat()), TESTS, "\\.d\\.ts$"] },
      to: {},
    },
  ],
};
