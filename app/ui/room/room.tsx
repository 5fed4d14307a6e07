import type { ReactNode } from "react";

type RoomProps = {
  stage: ReactNode;
  /** What can be done with what is on the stage. */
  acts?: ReactNode;
  composer: ReactNode;
  film: ReactNode;
  /** Whether the page loads itself again without scripts, which would take what is typed meanwhile. */
  reloads?: boolean;
};

/** The one room in which pictures are made and looked at. It is read, and walked through by keyboard, as it is written here. */
export function Room({ stage, acts, composer, film, reloads = false }: RoomProps) {
  return (
    <div className="room" data-reloads={reloads ? "" : undefined}>
      {stage}
      {acts}
      <div className="composing">{composer}</div>
      {film}
    </div>
  );
}
