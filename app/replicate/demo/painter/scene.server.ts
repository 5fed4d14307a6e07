import { hashText } from "./noise.server";
import { type Found, isKind, readMeanings } from "./read-prompt.server";
import type { ColourWord, Effect, Motif, Subject, Time } from "./vocabulary.server";

/** What a picture is painted from. It has no text of the prompt, since it travels in a prediction's id and so into logs. */
export type Scene = {
  seed: number;
  ratio: string;
  /** A hue in degrees, from a hash of all the words: it tells apart two prompts whose known words are the same. */
  hue: number;
  motif: Motif;
  time: Time;
  /** Whether the words name the motif and the time, or other words, the hash and the seed have chosen them. */
  said: { motif: boolean; time: boolean };
  colours: ColourWord[];
  effects: Effect[];
  subject?: Subject;
  /** The subject's own colour, as in "a red balloon". */
  wears?: ColourWord;
};

/** Width and height in pixels, about a megapixel each: the sizes of FLUX. */
export const SIZES: Record<string, readonly [number, number]> = {
  "1:1": [1024, 1024],
  "16:9": [1344, 768],
  "21:9": [1536, 640],
  "3:2": [1216, 832],
  "2:3": [832, 1216],
  "4:5": [896, 1088],
  "5:4": [1088, 896],
  "3:4": [896, 1152],
  "4:3": [1152, 896],
  "9:16": [768, 1344],
  "9:21": [640, 1536],
  "2:1": [1440, 720],
  "1:2": [720, 1440],
};

const MOST_COLOURS = 2;
const MOST_EFFECTS = 3;

const SURROUNDINGS: Record<Subject, Motif> = {
  castle: "mountains",
  lighthouse: "sea",
  cabin: "hills",
  pagoda: "mountains",
  boat: "sea",
  whale: "sea",
  birds: "sea",
  balloon: "hills",
  dragon: "mountains",
  rocket: "space",
  cat: "hills",
  wolf: "hills",
  tree: "hills",
  wanderer: "hills",
};

const WHEN_NOTHING_IS_KNOWN: Motif[] = [
  "ribbons",
  "hills",
  "ribbons",
  "dunes",
  "ribbons",
  "mountains",
  "ribbons",
];
const TIMES_OF_MOTIFS: Record<Motif, Time[]> = {
  mountains: ["dawn", "sunset", "dusk", "day"],
  sea: ["sunset", "dawn", "day"],
  city: ["dusk", "sunset", "night"],
  forest: ["dawn", "day", "dusk"],
  dunes: ["sunset", "day", "dawn"],
  space: ["night"],
  flowers: ["day", "dawn", "sunset"],
  hills: ["sunset", "dawn", "day", "dusk"],
  ribbons: ["day", "dawn", "sunset", "dusk", "night"],
};

export function sceneOf(prompt: string, seed: number, ratio: string): Scene {
  const text = prompt.toLowerCase().replace(/\b(no|without)\s+\w+/g, " ");
  const meanings = readMeanings(text);
  const hash = hashText(text.replace(/\s+/g, " ").trim());
  const subject = meanings.find(isKind("subject"));
  const colourBefore = subject && meanings[meanings.indexOf(subject) - 1];
  const wears = colourBefore?.kind === "colour" && colourBefore.adjoins ? colourBefore : undefined;
  const colours = meanings.filter(isKind("colour")).filter((meaning) => meaning !== wears);
  const effects = new Set(meanings.filter(isKind("effect")).map(({ value }) => value));
  const motif = motifOf(meanings, subject?.value, effects, hash);
  if (motif === "sea" || motif === "space") effects.delete("water");
  const isDark = effects.has("neon") || effects.has("aurora") || effects.has("stars");
  const times = isDark ? (["night"] as const) : TIMES_OF_MOTIFS[motif];
  const time = meanings.find(isKind("time"))?.value;
  return {
    seed: seed >>> 0,
    ratio: Object.hasOwn(SIZES, ratio) ? ratio : "1:1",
    hue: hash % 360,
    motif,
    time: time ?? times[((hash >>> 9) + (seed >>> 0)) % times.length] ?? "day",
    said: { motif: meanings.some(isKind("motif")), time: time !== undefined || isDark },
    colours: [...new Set(colours.map(({ value }) => value))].slice(0, MOST_COLOURS),
    effects: [...effects].slice(0, MOST_EFFECTS),
    subject: subject?.value,
    wears: wears?.value,
  };
}

function motifOf(meanings: Found[], subject: Subject | undefined, effects: Set<Effect>, hash: number): Motif {
  const named = meanings.find(isKind("motif"))?.value;
  if (named) return named;
  if (subject) return SURROUNDINGS[subject];
  if (effects.has("water") || effects.has("aurora")) return "mountains";
  if (effects.has("rain") || effects.has("neon")) return "city";
  if (effects.has("autumn") || effects.has("fog") || effects.has("snow")) return "forest";
  if (effects.has("stars")) return "mountains";
  if (effects.has("petals")) return "flowers";
  return WHEN_NOTHING_IS_KNOWN[hash % WHEN_NOTHING_IS_KNOWN.length] ?? "ribbons";
}
