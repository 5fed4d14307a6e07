import { useWords } from "~/words/words";

const [DIALOG, ACTUAL] = ["whole", "actual-size"];

/** `file`: the address under which the picture can be kept and opened again. */
type OpensProps = { file: string };

/** Opens the whole picture by a click on it; a browser that cannot open a dialog without scripts follows a link to the file. */
export function OpensWhole({ file }: OpensProps) {
  const { picture } = useWords();
  return (
    <>
      <button type="button" className="opens" commandfor={DIALOG} command="show-modal">
        <span className="hidden">{picture.openWhole}</span>
      </button>
      <a className="opens opens-file" href={file}>
        <span className="hidden">{picture.openWhole}</span>
      </a>
    </>
  );
}

type WholeProps = OpensProps & { src: string; alt: string; size: readonly [width: number, height: number] };

/** The whole file over everything else, fitted to the window or pixel by pixel. It is fetched when it is opened. */
export function WholeDialog({ src, file, alt, size: [width, height] }: WholeProps) {
  const { picture } = useWords();
  return (
    <dialog id={DIALOG} className="whole" closedby="any" aria-label={picture.whole}>
      <div className="whole-acts">
        <button type="button" commandfor={DIALOG} command="close">
          {picture.close}
        </button>
        <label className="check">
          <input type="checkbox" id={ACTUAL} />
          {picture.actualSize}
        </label>
        <a href={file}>{picture.file}</a>
      </div>
      <div className="whole-picture">
        <img src={src} alt={alt} width={width} height={height} loading="lazy" dir="auto" />
      </div>
    </dialog>
  );
}
