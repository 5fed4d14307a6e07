import type { PretendFile } from "../pretend-files";
import { type PretendPrediction, PretendReplicate } from "../pretend-replicate";
import type { Dice } from "./dice";

/**
 * Makes Replicate busy, failing, silent or impossible to understand by the dice, whatever it is asked. `newsOf` an earlier
 * attempt may come while it makes a picture.
 */
export function weather(
  dice: Dice,
  pretend: PretendReplicate,
  newsOf: (earlier: PretendPrediction) => Promise<unknown>,
): void {
  // What is ill is ill for a while.
  const [getsFail, listsFail] = [dice.of([0.1, 0.3, 0.8]), dice.of([0, 0.2, 0.5])];
  pretend.onCreate = async (made) => {
    const earlier = pretend.made.filter(({ id, input }) => id !== made.id && input.seed === made.input.seed);
    const answer = toACreate();
    if (earlier.length > 0 && dice.chance(0.5)) await newsOf(dice.of(earlier));
    return answer;

    function toACreate(): Response {
      switch (dice.below(11)) {
        case 0:
          return busy(dice);
        case 1:
          return Response.json({ detail: "…" }, { status: dice.of([401, 402, 404, 422]) });
        case 2:
          if (dice.chance(0.5)) pretend.forget(made);
          return new Response("<html>", { status: 502 });
        case 3:
        case 4:
          return Response.json(pretend.fail(made, dice.of(FAILURES)));
        case 5:
        case 6:
          return Response.json({ ...made, status: dice.of(GOING_ON) }, { status: 201 });
        case 7:
          return Response.json(
            Object.assign(pretend.succeed(made), dice.chance(0.3) && { output: dice.of(ODD_OUTPUTS) }),
          );
        case 8:
          pretend.succeed(made);
          return new Response("<html>", { status: 504 });
        default:
          return Response.json(pretend.succeed(made), { status: 201 });
      }
    }
  };
  pretend.onGet = (made) => (dice.chance(getsFail) ? noPrediction(dice, made) : Response.json(made));
  pretend.onList = (results) =>
    dice.chance(listsFail)
      ? noPrediction(dice, { results })
      : Response.json({ results: results.map((made) => entry(dice, made)), next: null });
  const { onUpload, onRemove } = pretend.sentFiles;
  pretend.sentFiles.onUpload = (file) => (dice.chance(0.8) ? onUpload(file) : noFile(dice, file));
  pretend.sentFiles.onRemove = (file) => (dice.chance(0.8) ? onRemove(file) : notRemoved(dice));
  pretend.onDownload = () =>
    dice.chance(0.3) ? new Response(null, { status: 503 }) : new PretendReplicate().onDownload("");
}

const FAILURES = ["CUDA out of memory", "E1001", "interrupted (code: PA)", "NSFW content", "no", { code: 7 }];
const GOING_ON = ["processing", "starting", "queued", null];
const ODD_OUTPUTS = [[null], [["https://replicate.delivery/out/x.webp"]], { images: [] }, 5];

/** Some say when to come again, some how many a minute they take, as Replicate does accounts with little credit. */
function busy(dice: Dice): Response {
  if (dice.chance(0.3)) {
    const detail = `Request was throttled. Your rate limit for creating predictions is reduced to ${dice.of([6, 60, 1])} requests per minute with a burst of 1 requests. Your rate limit resets in ~5s.`;
    return Response.json({ detail, status: 429, retry_after: dice.of([1, 5, 30]) }, { status: 429 });
  }
  const wait = dice.of(["1", "5", "40", "0.001", "-1", "86400", "Thu, 01 Jan 2099 00:00:00 GMT", "soon"]);
  return new Response(null, { status: 429, headers: { "Retry-After": wait } });
}

/** Answers with something that tells nothing of what was asked for. */
function noPrediction(dice: Dice, asked: object): Response {
  switch (dice.below(5)) {
    case 0:
      return busy(dice);
    case 1:
      return Response.json({ detail: "…" }, { status: dice.of([401, 403, 404, 422]) });
    case 2:
      return new Response("<html>", { status: dice.of([200, 500, 502]) });
    case 3:
      return Response.json({ ...asked, status: "queued", output: {}, results: null });
    default:
      return Response.json(dice.of([null, [], {}, "no"]));
  }
}

/** Answers to an upload with something that names no file which anybody could use. */
function noFile(dice: Dice, file: PretendFile): Response {
  const elsewhere = { ...file, urls: { get: "https://elsewhere.test/v1/files/x" } };
  return dice.chance(0.3) ? Response.json(elsewhere, { status: 201 }) : noPrediction(dice, { id: file.id });
}

/** Leaves a file where it is, and says so or nothing. */
function notRemoved(dice: Dice): Response {
  return dice.chance(0.3) ? busy(dice) : new Response("<html>", { status: dice.of([401, 403, 500, 502]) });
}

/** A list may say less of a prediction than the prediction itself. */
function entry(dice: Dice, made: object): unknown {
  if (dice.chance(0.8)) return made;
  return dice.of([
    null,
    { ...made, input: null },
    { ...made, status: "archived" },
    { ...made, id: undefined },
  ]);
}

/** Predictions go on in the meantime. */
export function changeOfMind(dice: Dice, pretend: PretendReplicate): void {
  for (const made of pretend.predictions.values()) {
    if (!isRunning(made.status)) continue;
    const fate = dice.below(4);
    if (fate === 0) pretend.succeed(made);
    if (fate === 1) pretend.fail(made, dice.of(["CUDA error", "flagged as sensitive"]));
    // Its deadline is over.
    if (fate === 2 && dice.chance(0.3)) made.status = made.status === "starting" ? "aborted" : "canceled";
  }
}

/** Makes everything work from now on, and lets every running prediction succeed. */
export function clearUp(pretend: PretendReplicate): void {
  const { onGet, onList, onDownload } = new PretendReplicate();
  Object.assign(pretend, { onGet, onList, onDownload });
  pretend.onCreate = (made) => Response.json(pretend.succeed(made), { status: 201 });
  pretend.sentFiles.startOver();
  for (const made of pretend.predictions.values()) if (isRunning(made.status)) pretend.succeed(made);
}

const isRunning = (status: string) => status === "starting" || status === "processing";
