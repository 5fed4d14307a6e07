import type { Pixels } from "~/platform/codecs.server";
import { smoothstep } from "../painter/noise.server";
import { followingEdges } from "./subject/edges.server";
import { findGround, findSubject } from "./subject/find-subject.server";

/** Takes the ground away: the picture with alpha. Edges are half transparent only when they may be. */
export async function cutOut(picture: Pixels, isSoft: boolean): Promise<Pixels> {
  const mask = (await findSubject(picture)) ?? (await findGround(picture));
  const alpha = followingEdges(mask, picture);
  const data = picture.data.slice();
  for (let i = 0; i < alpha.length; i++) {
    const share = isSoft ? smoothstep(0.25, 0.75, alpha[i] ?? 0) : (alpha[i] ?? 0) > 0.5 ? 1 : 0;
    data[i * 4 + 3] = (data[i * 4 + 3] ?? 255) * share;
    if (share === 0) data.fill(0, i * 4, i * 4 + 3);
  }
  return { ...picture, data };
}
