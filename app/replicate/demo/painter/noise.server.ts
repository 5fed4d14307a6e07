/** Mulberry32, the source of everything random in a picture: the same seed gives the same bytes on every machine. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Hashes text with FNV-1a: fast, and the same on every machine. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Sums ever finer noise along a line, 0 to 1. */
export function fractal1(x: number, octaves: number, seed: number): number {
  let sum = 0;
  let weight = 0.5;
  let total = 0;
  for (let octave = 0; octave < octaves; octave++) {
    sum += weight * noise1(x, seed + octave);
    total += weight;
    weight /= 2;
    x *= 2.03;
  }
  return sum / total;
}

/** Sums ever finer noise, folded at the middle: sharp crests and round valleys, 0 to 1. */
export function crests1(x: number, octaves: number, seed: number): number {
  let sum = 0;
  let weight = 0.5;
  let total = 0;
  for (let octave = 0; octave < octaves; octave++) {
    sum += weight * (1 - Math.abs(2 * noise1(x, seed + octave) - 1));
    total += weight;
    weight *= 0.48;
    x *= 2.17;
  }
  return sum / total;
}

export function fractal2(x: number, y: number, octaves: number, seed: number): number {
  let sum = 0;
  let weight = 0.5;
  let total = 0;
  for (let octave = 0; octave < octaves; octave++) {
    sum += weight * noise2(x, y, seed + octave);
    total += weight;
    weight /= 2;
    x = x * 2.03 + 17.3;
    y = y * 2.03 + 5.1;
  }
  return sum / total;
}

export function noise1(x: number, seed: number): number {
  const cell = Math.floor(x);
  const t = smooth(x - cell);
  const left = hash2(cell, 0, seed);
  return left + (hash2(cell + 1, 0, seed) - left) * t;
}

export function noise2(x: number, y: number, seed: number): number {
  const column = Math.floor(x);
  const row = Math.floor(y);
  const tx = smooth(x - column);
  const ty = smooth(y - row);
  const a = hash2(column, row, seed);
  const b = hash2(column + 1, row, seed);
  const c = hash2(column, row + 1, seed);
  const d = hash2(column + 1, row + 1, seed);
  const top = a + (b - a) * tx;
  return top + (c + (d - c) * tx - top) * ty;
}

/** Hashes a point of the lattice to a number from 0 to 1. */
export function hash2(x: number, y: number, seed: number): number {
  let h = Math.imul(x, 0x165667b1) ^ Math.imul(y, 0x27d4eb2f) ^ Math.imul(seed, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
}

export function smoothstep(from: number, to: number, x: number): number {
  return smooth(clamp((x - from) / (to - from)));
}

export const clamp = (x: number, low = 0, high = 1) => Math.min(Math.max(x, low), high);

const smooth = (t: number) => t * t * (3 - 2 * t);
