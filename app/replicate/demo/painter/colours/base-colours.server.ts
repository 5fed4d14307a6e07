import type { ColourWord, Motif, Time } from "../vocabulary.server";
import type { Lch } from "./oklch.server";

export type Role = "top" | "mid" | "low" | "light" | "far" | "near" | "accent";

export const BY_TIME: Record<Time, Record<Role, Lch>> = {
  dawn: {
    top: [0.64, 0.09, 275],
    mid: [0.82, 0.08, 350],
    low: [0.93, 0.08, 70],
    light: [0.98, 0.05, 90],
    far: [0.76, 0.07, 330],
    near: [0.3, 0.07, 290],
    accent: [0.72, 0.16, 20],
  },
  day: {
    top: [0.62, 0.12, 245],
    mid: [0.8, 0.08, 225],
    low: [0.95, 0.05, 95],
    light: [0.99, 0.04, 100],
    far: [0.8, 0.06, 215],
    near: [0.32, 0.07, 200],
    accent: [0.74, 0.17, 50],
  },
  sunset: {
    top: [0.38, 0.12, 295],
    mid: [0.64, 0.18, 15],
    low: [0.86, 0.15, 72],
    light: [0.97, 0.09, 88],
    far: [0.66, 0.15, 25],
    near: [0.19, 0.07, 305],
    accent: [0.7, 0.19, 40],
  },
  dusk: {
    top: [0.26, 0.09, 275],
    mid: [0.47, 0.13, 310],
    low: [0.78, 0.12, 25],
    light: [0.97, 0.04, 80],
    far: [0.53, 0.11, 325],
    near: [0.15, 0.05, 285],
    accent: [0.78, 0.15, 60],
  },
  night: {
    top: [0.15, 0.06, 272],
    mid: [0.27, 0.09, 260],
    low: [0.5, 0.09, 225],
    light: [0.97, 0.03, 95],
    far: [0.4, 0.08, 240],
    near: [0.1, 0.035, 265],
    accent: [0.83, 0.14, 80],
  },
};

export const NEON: Record<Role, Lch> = {
  top: [0.15, 0.09, 280],
  mid: [0.33, 0.18, 310],
  low: [0.66, 0.25, 355],
  light: [0.93, 0.12, 90],
  far: [0.48, 0.21, 325],
  near: [0.12, 0.07, 285],
  accent: [0.86, 0.16, 200],
};

export const BY_WORD: Record<ColourWord, Lch> = {
  red: [0.56, 0.21, 25],
  orange: [0.7, 0.18, 52],
  gold: [0.8, 0.15, 84],
  green: [0.62, 0.15, 150],
  teal: [0.66, 0.12, 192],
  blue: [0.55, 0.18, 258],
  purple: [0.52, 0.19, 302],
  pink: [0.78, 0.15, 358],
  brown: [0.5, 0.09, 60],
  white: [0.96, 0.01, 90],
  black: [0.16, 0.02, 270],
};

/** The land's own hue in degrees, and the share, 0 to 1, with which it shows through the light of the hour. */
export const LANDS: Partial<Record<Motif, readonly [hue: number, share: number]>> = {
  forest: [165, 0.75],
  dunes: [52, 0.8],
  flowers: [145, 0.75],
  hills: [150, 0.5],
};
