import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";

/**
 * Makes a folder that belongs to this process; its name is `prefix`, then machine, process and six letters. Folders with
 * the same prefix whose process has ended without removing them are removed on the way.
 */
export async function makeOwnFolder(prefix: string): Promise<string> {
  await mkdir(dirname(prefix), { recursive: true });
  await removeFoldersOfTheDead(prefix);
  return mkdtemp(`${prefix}${MACHINE}-${process.pid}-`);
}

/** This machine's name. Processes of another machine or container cannot be asked whether they run: their folders stay. */
const MACHINE = hostname().replace(/[^\w]/g, "_");

async function removeFoldersOfTheDead(prefix: string): Promise<void> {
  const own = new RegExp(`^${MACHINE}-(\\d+)-\\w+$`);
  for (const name of await readdir(dirname(prefix))) {
    if (!name.startsWith(basename(prefix))) continue;
    const pid = Number(name.slice(basename(prefix).length).match(own)?.[1]);
    if (pid && !isAlive(pid)) await rm(join(dirname(prefix), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Makes a `catch` for file operations that may fail with these codes: the answer then is null. */
export function unless(...codes: string[]) {
  return (error: NodeJS.ErrnoException): null => {
    if (codes.includes(error.code ?? "")) return null;
    throw error;
  };
}
