/** One line on a terminal that says how far a command is, written over as it goes on; in a pipe or a file nothing. */
export function progress(what: string, total: number, out: Terminal = process.stdout) {
  let done = 0;
  const show = () => out.isTTY && out.write(`\r${what}: ${number(done)} of ${number(total)}${CLEAR_REST}`);
  show();
  return {
    step(by = 1) {
      done += by;
      show();
    },
    /** Takes the line away, so that what comes next stands in its place. */
    end() {
      if (out.isTTY) out.write(`\r${CLEAR_REST}`);
    },
  };
}

type Terminal = { isTTY?: boolean; write(text: string): unknown };

const CLEAR_REST = "\u001b[K";
const number = (count: number) => count.toLocaleString("en");
