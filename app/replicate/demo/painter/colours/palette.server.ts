import type { Colour } from "../canvas.server";
import { clamp, smoothstep } from "../noise.server";
import type { Scene } from "../scene.server";
import type { ColourWord, Time } from "../vocabulary.server";
import { BY_TIME, BY_WORD, LANDS, NEON, type Role } from "./base-colours.server";
import { type Lch, mixLch, shortWay, toRgb, turn } from "./oklch.server";

export type Palette = Record<Role, Colour> & {
  /** Whether it is dark, so that windows and lamps shine. */
  dark: boolean;
  wears: Colour;
};

/** The roles that take the second of two colours in a prompt. */
const SECONDS: Role[] = ["low", "accent", "light"];
const LIT: Role[] = ["accent", "light"];
const DIM: Time[] = ["night", "dusk"];
/** Colours of the ground: "green hills" says nothing of the sky. */
const EARTHY: ColourWord[] = ["green", "brown"];

export function paletteOf(scene: Scene): Palette {
  const base = scene.effects.includes("neon") ? NEON : BY_TIME[scene.time];
  const turnDegrees = turnOf(scene);
  const colourOf = (role: Role) => {
    let lch = turn(
      base[role],
      turnDegrees * (role === "light" ? 0.3 : role === "accent" && scene.motif === "space" ? 0.5 : 1),
    );
    if (role === "far" || role === "near") lch = earthen(lch, role, scene);
    return toRgb(styled(tinted(lch, role, base.mid[2] + turnDegrees, scene), role, scene));
  };
  const wears = scene.wears && toRgb(styled(BY_WORD[scene.wears], "accent", scene));
  return {
    top: colourOf("top"),
    mid: colourOf("mid"),
    low: colourOf("low"),
    light: colourOf("light"),
    far: colourOf("far"),
    near: colourOf("near"),
    accent: colourOf("accent"),
    dark: scene.time === "night" || scene.time === "dusk" || base === NEON,
    wears: wears ?? colourOf("accent"),
  };
}

/** The degrees by which the scene's hue turns the palette: few enough that no dark role ends up olive. */
function turnOf({ hue, motif }: Scene): number {
  const spread = (hue % 61) / 30 - 1;
  return motif === "ribbons" ? -20 + 54 * spread : spread * (motif === "space" ? 72 : 24);
}

function earthen([l, c, h]: Lch, role: Role, { motif, effects, time }: Scene): Lch {
  const land = effects.includes("autumn") && motif !== "dunes" ? ([48, 0.9] as const) : LANDS[motif];
  if (effects.includes("snow") && motif !== "forest")
    return [l + (role === "near" ? 0.12 : 0.08), c * 0.6, h];
  if (!land) return [l, c, h];
  const lift = motif === "dunes" && role === "near" ? 0.14 : role === "near" && l > 0.28 ? 0.06 : 0;
  if (motif === "dunes")
    return mixLch([l + lift, c, h], [l + lift, 0.11, land[0]], DIM.includes(time) ? 0.5 : land[1]);
  return [l + lift, c * 1.1 + 0.015, h + shortWay(h, land[0]) * land[1]];
}

function tinted(lch: Lch, role: Role, middle: number, { colours, motif }: Scene): Lch {
  // Flowers: the colour is that of the petals, and a little of it hangs over the horizon.
  if (motif === "flowers" && role !== "low" && role !== "accent") return lch;
  const earthy = motif in LANDS && role !== "far" && role !== "near" ? EARTHY : [];
  const chromatic = colours.filter((word) => word !== "white" && word !== "black" && !earthy.includes(word));
  const [first, second] = chromatic;
  if (first && motif === "flowers" && role === "accent") return BY_WORD[first];
  const key = second && SECONDS.includes(role) ? second : role === "accent" ? undefined : first;
  const [l, c, h] = key ? keyed(lch, role, BY_WORD[key], middle) : lch;
  if (colours.includes("white")) return [l + (0.97 - l) * (role === "near" ? 0.2 : 0.45), c * 0.5, h];
  if (colours.includes("black")) return [LIT.includes(role) ? l : l * 0.6, c * 0.7, h];
  return [l, c, h];
}

/** Gives a colour the hue that the prompt names; how light it is stays mostly with the time of day. */
function keyed([l, c, h]: Lch, role: Role, key: Lch, middle: number): Lch {
  const share = role === "light" ? 0.3 : 1;
  const deep = role === "near";
  const chroma = clamp(key[1] * (deep ? 0.5 : 0.85), c * 0.4, 0.2);
  // Dark yellow is olive: on its way down gold turns to amber.
  const amber = key === BY_WORD.gold ? -34 * (1 - smoothstep(0.4, 0.9, l)) : 0;
  const hue = key[2] + shortWay(middle, h) * 0.16 + amber;
  return [l + (key[0] - 0.62) * (deep ? 0.1 : 0.35), c + (chroma - c) * share, h + shortWay(h, hue) * share];
}

function styled([l, c, h]: Lch, role: Role, { effects }: Scene): Lch {
  if (effects.includes("mono")) return [l, 0.006, h];
  if (effects.includes("pastel"))
    return [(role === "near" ? 0.5 : 0.58) + 0.4 * l, Math.min(c * 0.85, 0.095), h];
  if (effects.includes("rain") && !effects.includes("neon") && role !== "accent" && role !== "light")
    return [l * 0.86, c * 0.65, h];
  return [l, c, h];
}
