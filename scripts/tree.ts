import { statSync } from "node:fs";
import { join } from "node:path";
import { FLOORS } from "../floors.mjs";

export const MOST_FILES_A_FOLDER = 18;

/** Complains of each folder that has grown into two. In routes/ a file is a URL, so there may be any number. */
export function crowdedFolders(files: string[]): string[] {
  const counts = new Map<string, number>();
  for (const file of files.filter((file) => !/\.test\.tsx?$/.test(file))) {
    const folder = file.slice(0, file.lastIndexOf("/"));
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts]
    .filter(([folder, count]) => count > MOST_FILES_A_FOLDER && folder !== "app/routes")
    .map(
      ([folder, count]) => `${folder}/ holds ${count} files, more than ${MOST_FILES_A_FOLDER}: it is two.`,
    );
}

/** Complains of a README whose map does not name every folder by the order of floors; within a floor any order will do. */
export function strayInMap(readme: string): string[] {
  const map = readme.match(/^## The map\n[^#]*?```\w*\n(.*?)```/ms)?.[1];
  if (map === undefined) return ['README.md has no block of code under "## The map".'];
  const floorOf = new Map<string, number>();
  for (const [floor, names] of FLOORS.entries())
    for (const [folder = ""] of names.map((name) => name.split("/")))
      if (isFolder(join("app", folder)) && !floorOf.has(folder)) floorOf.set(folder, floor);
  const named = foldersNamedIn(map, [...floorOf.keys()]);
  const missing = [...floorOf.keys()].filter((name) => !named.includes(name));
  const strays = named.filter((name, index) =>
    named.slice(index + 1).some((later) => (floorOf.get(later) ?? 0) < (floorOf.get(name) ?? 0)),
  );
  return [
    ...missing.map((name) => `README.md's map does not name ${name}/, which floors.mjs has.`),
    ...strays.map((name) => `README.md's map has ${name}/ above what floors.mjs has above it.`),
  ];
}

/** The folders that lines begin with, without those that stand behind the folder they are in, as `ui/  page/ form/`. */
function foldersNamedIn(map: string, known: string[]): string[] {
  const lines = (map.match(/^[ │├└─]*(?:[\w-]+\/[ \t]*)+/gm) ?? [])
    .map((line) => ({ depth: line.search(/\w/), names: line.match(/[\w-]+(?=\/)/g) ?? [] }))
    .filter(({ names }) => known.includes(names[0] ?? ""));
  const outermost = Math.min(...lines.map(({ depth }) => depth));
  return lines
    .filter(({ depth }) => depth === outermost)
    .flatMap(({ names: [first = "", ...others] }) => [
      first,
      ...others.filter((name) => known.includes(name) && !FLOORS.flat().includes(`${first}/${name}`)),
    ]);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
