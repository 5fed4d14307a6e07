type TileProps = {
  href: string;
  /** What the tile is called: the prompt, and what there is instead of a picture. */
  label: string;
  /** Null where there is no picture; `state` then says why. */
  src: string | null;
  color: string | null;
  state?: string;
  isOnTheWay?: boolean;
  isCurrent: boolean;
};

/** A small square that leads to a picture. */
export function Tile({ href, label, src, color, state, isOnTheWay = false, isCurrent }: TileProps) {
  return (
    <a className="tile" href={href} aria-label={label} aria-current={isCurrent ? "page" : undefined}>
      {src ? (
        <>
          {color && <svg color={color} />}
          <img src={src} alt="" width={96} height={96} decoding="async" />
        </>
      ) : (
        <span className="tile-state">
          <span className="tile-sign">{isOnTheWay ? "…" : "×"}</span>
          <span className="tile-words">{state}</span>
        </span>
      )}
    </a>
  );
}
