import type { Compared, Difference } from "~/history/room/compared.server";
import { SAME_RATIO } from "~/models/ratios";
import { useWords } from "~/words/words";
import { FormToken } from "../../form/form-token";
import { usePictures } from "../../page/pictures";
import { Panel } from "../acts";
import { Frame } from "../stage/frame";

const NAMES = ["a", "b"] as const;

/** Two pictures, side by side or one over the other, and what differs in how they were made. */
export function CompareRoom({ pictures, settings }: Compared) {
  const { compare } = useWords();
  return (
    <div className="room compare">
      <section className="stage" aria-label={compare.title}>
        <h1 className="hidden">{compare.title}</h1>
        {pictures.map((picture, index) => (
          <Side key={picture.id} picture={picture} name={NAMES[index === 0 ? 0 : 1]} />
        ))}
      </section>
      <section className="acts" aria-label={compare.acts}>
        <fieldset className="pills">
          <legend className="hidden">{compare.view}</legend>
          {(["beside", "over"] as const).map((way) => (
            <label key={way}>
              <input type="radio" name="view" value={way} defaultChecked={way === "beside"} />{" "}
              {compare.ways[way]}
            </label>
          ))}
        </fieldset>
        <fieldset className="pills on-top">
          <legend className="hidden">{compare.onTop}</legend>
          {NAMES.map((name) => (
            <label key={name}>
              <input type="radio" name="top" value={name} defaultChecked={name === "a"} />{" "}
              {compare.names[name]}
            </label>
          ))}
        </fieldset>
        <Panel label={compare.settings(settings.filter(({ differs }) => differs).length)}>
          <Settings settings={settings} />
        </Panel>
      </section>
    </div>
  );
}

type SideProps = { picture: Compared["pictures"][number]; name: (typeof NAMES)[number] };

function Side({ picture, name }: SideProps) {
  const { compare } = useWords();
  const pictures = usePictures();
  const { id, made, prompt, size, color, hasAlpha, isFavorite } = picture;
  return (
    <figure className="side" data-side={name}>
      <div className="cell">
        <Frame size={size} color={color} thumbnail={pictures.thumbnail(made)} hasAlpha={hasAlpha}>
          <img
            className="picture"
            src={pictures.picture(made)}
            alt={prompt}
            dir="auto"
            width={size[0]}
            height={size[1]}
          />
        </Frame>
      </div>
      <figcaption>
        <a href={`/generations/${id}`}>
          {compare.names[name]}
          {isFavorite && ` · ★ ${compare.isFavorite}`}
        </a>
        <form method="post" action={`/generations/${id}/favorite`} data-in-place>
          <button type="submit" name="favorite" value="1">
            <span aria-hidden="true">★ </span>
            {compare.pick(compare.names[name])}
          </button>
          <FormToken />
        </form>
      </figcaption>
    </figure>
  );
}

function Settings({ settings }: { settings: Difference[] }) {
  const { compare, picture } = useWords();
  const inWords = (value: string | null) => (value === SAME_RATIO ? picture.sameRatio : (value ?? "–"));
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{compare.setting}</th>
          {NAMES.map((name) => (
            <th key={name} scope="col">
              {compare.names[name]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {settings.map(({ setting, values, differs }) => (
          <tr key={setting} data-differs={differs ? "" : undefined}>
            <th scope="row">
              {compare.settingNames[setting]}
              {differs && <span className="hint"> {compare.differs}</span>}
            </th>
            {NAMES.map((name, index) => (
              <td key={name} dir="auto">
                {differs ? (
                  <mark>{inWords(values[index === 0 ? 0 : 1])}</mark>
                ) : (
                  inWords(values[index === 0 ? 0 : 1])
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
