import type { Shown } from "~/pictures/brought/shown.server";
import { useWords } from "~/words/words";
import { addressOfShown, usePictures } from "../../page/pictures";

/** The pictures that the order is made with, numbered by their order; each may be left out. */
export function BroughtPictures({ brought }: { brought: Shown[] }) {
  const { make } = useWords();
  const pictures = usePictures();
  if (brought.length === 0) return null;
  return (
    <ol className="brought-pictures">
      {brought.map((shown, index) => (
        <li key={shown.id} className="brought">
          <img
            src={addressOfShown(pictures, shown)}
            alt={make.toBeChanged(index + 1, brought.length)}
            width={48}
            height={48}
          />
          <input type="hidden" name={shown.field} value={shown.id} />
          <label className="check">
            <input type="checkbox" name="leave_out" value={shown.id} /> {make.leaveOut}
          </label>
        </li>
      ))}
    </ol>
  );
}
