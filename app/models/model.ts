import type { Ratio } from "./ratios";

/** What a model does. The first two stand in the form with a prompt; the others are done to a picture, from its page. */
export type Kind = "make" | "change" | "enlarge" | "cut_out" | "extend";

/** What is done to a picture from its page. */
export type Work = Exclude<Kind, "make" | "change"> | "vary";

/** One of the sizes that a model gives: `value` is Replicate's, `megapixels` what comes out, for the bill. */
export type Size = { label: string; value: string | number; megapixels: number };

export type Range = { lowest: number; highest: number; usual: number };

/** A choice that a model leaves to the visitor; `name` is what Replicate calls it. */
type Choice = { name: string };

/** What Replicate asks for a run, in millionths of a US dollar. Megapixels are rounded up, picture by picture. */
export type Bills = {
  run?: number;
  picture?: number;
  megapixelOut?: number;
  megapixelIn?: number;
};

/** All that the app knows of a model. What it takes is held against Replicate's schema, in replicate/schemas. */
export type Model = {
  /** The model's name in forms and links. */
  key: string;
  /** The model's `owner/name` at Replicate. */
  id: string;
  /** The version's 64 hex digits, by which a model of the community is run; official ones have none. */
  version?: string;
  name: string;
  /** The name where there is little room; without it, the whole one. */
  short?: string;
  kind: Kind;
  /** Whether the form shows it at once, and not behind "More models". */
  isFirst?: boolean;
  /** Whether it may be ordered. A model that went stays in the list, for the pictures that it made. */
  isOffered: boolean;
  readsChinese: boolean;
  hasPrompt: boolean;
  hasSeed: boolean;
  /** The ratios that it takes, the usual one first; empty where the picture's own is all there is. */
  ratios: readonly Ratio[];
  sizes?: Choice & { usual: string; all: readonly Size[] };
  guidance?: Choice & Range;
  steps?: Choice & Range;
  /** How far a picture that is brought is left behind, from 0 to 1. */
  strength?: Choice & { usual: number };
  /** Whether the model can be asked to elaborate the prompt. */
  elaborate?: Choice;
  /** To which side, or how far, a picture is extended; Replicate's own values. */
  outpaint?: Choice & { all: readonly string[] };
  /** The fast path, which gives another picture each time: off for a seed that the visitor fixed, and for a picture brought. */
  fastPath?: Choice;
  /** The pictures that it takes; `megapixels` is what each is made small to. */
  pictures?: Choice & {
    isList: boolean;
    most: number;
    isRequired: boolean;
    megapixels: number;
  };
  /** Whether what comes must have transparent pixels to be what was asked for. */
  givesAlpha?: boolean;
  /** What it is sent with every order. Safety and what changes the cost are decided here, never by the form. */
  fixed: Readonly<Record<string, string | number | boolean>>;
  bills: Bills;
  /** From creation, in seconds: Replicate stops what takes longer. */
  deadlineSeconds: number;
};
