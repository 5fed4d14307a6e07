import "./quiet";
import { spawn } from "node:child_process";
import { join } from "node:path";

/** Runs a tool that npm installed, with its output shown; ends this process with the tool's code when it fails. */
export async function run(tool: string, ...args: string[]): Promise<void> {
  const child = spawn(join("node_modules", ".bin", tool), args, { stdio: "inherit" });
  const code = await new Promise<number | null>((resolve, reject) =>
    child.on("error", reject).on("close", resolve),
  );
  if (code !== 0) process.exit(code ?? 1);
}

/** Runs a tool whose output matters only when it fails; then shows it and ends this process with the tool's code. */
export async function runSilently(tool: string, ...args: string[]): Promise<void> {
  const child = spawn(join("node_modules", ".bin", tool), args, { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const code = await new Promise<number | null>((resolve, reject) =>
    child.on("error", reject).on("close", resolve),
  );
  if (code === 0) return;
  console.error(output);
  process.exit(code ?? 1);
}
