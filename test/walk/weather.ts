import { PretendReplicate } from "../pretend-replicate";
import type { Dice } from "./dice";

/** Makes Replicate answer, refuse, lose or fail each new prediction by the dice, and its files fail now and then. */
export function weather(dice: Dice, pretend: PretendReplicate): void {
  pretend.onCreate = (made) => {
    switch (dice.below(9)) {
      case 0:
        return new Response(null, { status: 429, headers: { "Retry-After": String(1 + dice.below(40)) } });
      case 1:
        return Response.json({ detail: "…" }, { status: dice.of([401, 402, 404, 422]) });
      case 2:
        if (dice.chance(0.5)) pretend.forget(made);
        return new Response("<html>", { status: 502 });
      case 3:
        return Response.json(
          pretend.fail(made, dice.of(["CUDA out of memory", "NSFW content", "E1001", "no"])),
        );
      case 4:
      case 5:
        return Response.json({ ...made, status: "processing" }, { status: 201 });
      default:
        return Response.json(pretend.succeed(made), { status: 201 });
    }
  };
  pretend.onDownload = () =>
    dice.chance(0.3) ? new Response(null, { status: 503 }) : new PretendReplicate().onDownload("");
}

/** Lets running predictions succeed, fail or abort by the dice, as they do between two looks at them. */
export function changeOfMind(dice: Dice, pretend: PretendReplicate): void {
  for (const made of pretend.predictions.values()) {
    if (!isRunning(made.status)) continue;
    const fate = dice.below(4);
    if (fate === 0) pretend.succeed(made);
    if (fate === 1) pretend.fail(made, dice.of(["CUDA error", "flagged as sensitive"]));
    if (fate === 2 && dice.chance(0.3)) made.status = "aborted";
  }
}

/** Makes everything work from now on, and lets every running prediction succeed. */
export function clearUp(pretend: PretendReplicate): void {
  pretend.onCreate = (made) => Response.json(pretend.succeed(made), { status: 201 });
  pretend.onDownload = new PretendReplicate().onDownload;
  for (const made of pretend.predictions.values()) if (isRunning(made.status)) pretend.succeed(made);
}

const isRunning = (status: string) => status === "starting" || status === "processing";
