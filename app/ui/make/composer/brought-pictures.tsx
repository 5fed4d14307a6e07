import type { Shown } from "~/pictures/brought/shown.server";
import { useWords } from "~/words/words";

/** The pictures that the order is made with, numbered by their order; each may be left out. */
export function BroughtPictures({ brought }: { brought: Shown[] }) {
  const { make } = useWords();
  if (brought.length === 0) return null;
  return (
    <ol className="brought-pictures">
      {brought.map(({ field, id, src }, index) => (
        <li key={id} className="brought">
          <img src={src} alt={make.toBeChanged(index + 1, brought.length)} width={48} height={48} />
          <input type="hidden" name={field} value={id} />
          <label className="check">
            <input type="checkbox" name="leave_out" value={id} /> {make.leaveOut}
          </label>
        </li>
      ))}
    </ol>
  );
}
