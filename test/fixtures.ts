const files = import.meta.glob<string>("./fixtures/*", { query: "?inline", import: "default", eager: true });

/** The names of all fixtures that are pictures, or nearly. */
export const PICTURE_FIXTURES = Object.keys(files)
  .map((path) => path.replace("./fixtures/", ""))
  .filter((name) => /\.(jpg|png|webp)$/.test(name));

/** Reads a fixture by the name of its file. */
export function fixture(name: string): Uint8Array<ArrayBuffer> {
  const base64 = files[`./fixtures/${name}`]?.split(",")[1];
  if (!base64) throw new Error(`no fixture ${name}`);
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** The names of all that are pictures, or nearly so. */
export function fixtures(): string[] {
  return Object.keys(files)
    .map((path) => path.replace("./fixtures/", ""))
    .filter((name) => !name.endsWith(".json"));
}
