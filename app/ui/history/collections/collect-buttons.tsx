import { useWords } from "~/words/words";

/** What the bar of chosen pictures offers for collections; more, where the pictures are shown as one. */
export function CollectButtons({ within }: { within: string | undefined }) {
  const { collections } = useWords();
  const buttons: [wanted: string, label: string, action: string][] = [
    ["collect", collections.add, "/collections/members"],
  ];
  if (within !== undefined) {
    const action = `/collections/members?within=${within}`;
    buttons.push(["uncollect", collections.remove, action], ["cover", collections.setCover, action]);
  }
  return buttons.map(([wanted, label, action]) => (
    <button key={wanted} type="submit" className="small" name="do" value={wanted} formAction={action}>
      {label}
    </button>
  ));
}
