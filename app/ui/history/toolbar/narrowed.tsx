import { MODEL_KEYS, MODELS, type ModelKey } from "~/models/models";
import { STATUS_GROUPS, type StatusGroup } from "~/search/filters";
import { useWords, type Words } from "~/words/words";
import { listWith, narrowing, type Values, wholeList } from "../addresses";

type NarrowedProps = {
  values: Values;
  /** How many pictures are like that; undefined where nobody counted. */
  found: number | undefined;
};

/** How many pictures the list is narrowed to, and each filter, to be taken away. */
export function Narrowed({ values, found }: NarrowedProps) {
  const words = useWords();
  const { history } = words;
  const filters = Object.entries(narrowing(values));
  if (filters.length === 0) return null;
  return (
    <div className="narrowed">
      {found !== undefined && <p role="status">{history.found(found)}</p>}
      <ul className="links">
        {filters.map(([name, value]) => (
          <li key={name}>
            <a className="pill" href={listWith(values, { [name]: null })}>
              <bdi>{nameOf(name, value, words)}</bdi>
              <span aria-hidden="true">×</span>
              <span className="hidden">{history.takeAway}</span>
            </a>
          </li>
        ))}
      </ul>
      <a href={wholeList(values)}>{history.showAll}</a>
    </div>
  );
}

/** A filter in words; one that no list has stands as it was typed. */
function nameOf(name: string, value: string, { history }: Words): string {
  switch (name) {
    case "q":
      return history.quoted(value);
    case "model":
      return MODEL_KEYS.some((key) => key === value) ? MODELS[value as ModelKey].name : value;
    case "status":
      return STATUS_GROUPS.some((group) => group === value) ? history.states[value as StatusGroup] : value;
    case "favorite":
      return history.favorites;
    case "kind":
      return history.edited;
    case "shared":
      return history.shared;
    case "since":
      return history.thisWeek;
    case "from":
      return history.sinceDay(value);
    case "to":
      return history.untilDay(value);
    default:
      return value;
  }
}
