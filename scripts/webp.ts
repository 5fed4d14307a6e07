import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

/**
 * `npm run webp -- --libwebp DIR` builds app/platform/webp/webp.wasm anew from libwebp's source, 1.6.0 as it is now: its
 * decoder and its lossy encoder in one, for their size but where most of the time is spent. Needs what Debian calls
 * clang-19, lld-19, wasi-libc, libclang-rt-19-dev-wasm32 and binaryen, and emscripten for its headers alone.
 */
const { values } = parseArgs({
  options: {
    libwebp: { type: "string" },
    headers: { type: "string", default: "/usr/share/emscripten/system/include/compat" },
  },
});
const { libwebp, headers } = values;
if (!libwebp) {
  console.error("Usage: npm run webp -- --libwebp DIR [--headers DIR with emmintrin.h]");
  process.exit(1);
}

const OURS = ["scripts/webp/webp.c", "scripts/webp/host.c"];
const FOLDERS = ["src/dec", "src/enc", "src/utils", "src/dsp"];
/** Files for other processors, and the one that asks which this is. */
const NOT_FOR_WASM = /(mips|neon|msa|sse|avx)|dsp\/cpu\.c$/;
/** What has a second file for SSE2, which is worth its size. */
const WITH_VECTORS = ["src/dsp/enc.c", "src/dsp/cost.c"];
/** Where most of the time goes: compiled to be quick. */
const QUICK = ["src/dsp/dec.c", "src/utils/bit_reader_utils.c", "src/enc/quant_enc.c"];

const FLAGS = [
  ...["--target=wasm32-wasi", "-isystem", "/usr/include/wasm32-wasi", `-I${libwebp}`, `-I${libwebp}/src`],
  ...[
    "-msimd128",
    "-mbulk-memory",
    "-mnontrapping-fptoint",
    "-flto",
    "-ffunction-sections",
    "-fdata-sections",
  ],
  ...["-DNDEBUG", "-DWEBP_DISABLE_STATS", "-DWEBP_REDUCE_SIZE", "-DWEBP_REDUCE_CSP"],
];
const VECTORS = ["-DWEBP_HAVE_SSE2", "-D__SSE2__", "-D__SSE__", "-isystem", headers];

const vectorsOf = (file: string) => file.replace(".c", "_sse2.c");
const theirs = FOLDERS.flatMap((folder) =>
  readdirSync(join(libwebp, folder))
    .map((file) => `${folder}/${file}`)
    .filter((file) => file.endsWith(".c") && !NOT_FOR_WASM.test(file)),
);
const hasVectors = [...WITH_VECTORS, ...WITH_VECTORS.map(vectorsOf)];

const folder = mkdtempSync(join(tmpdir(), "webp-"));
try {
  const objects = [...OURS, ...theirs, ...WITH_VECTORS.map(vectorsOf)].map((file) => {
    const object = join(folder, `${file.replaceAll("/", "_")}.o`);
    const source = OURS.includes(file) ? file : join(libwebp, file);
    const flags = [QUICK.includes(file) ? "-O2" : "-Oz", ...(hasVectors.includes(file) ? VECTORS : [])];
    execFileSync("clang-19", [...FLAGS, ...flags, "-c", source, "-o", object], { stdio: "inherit" });
    return object;
  });
  const [linked, small] = [join(folder, "linked.wasm"), join(folder, "webp.wasm")];
  const linking = [
    "-O3",
    "--lto-O2",
    "--gc-sections",
    "--strip-all",
    "--no-entry",
    "-z",
    "stack-size=131072",
  ];
  const library = ["-L/usr/lib/wasm32-wasi", "-lc"];
  execFileSync("wasm-ld-19", [...linking, ...objects, ...library, "-o", linked], { stdio: "inherit" });
  const allowed = ["bulk-memory", "simd", "sign-ext", "mutable-globals", "nontrapping-float-to-int"];
  const shrinking = ["-Oz", "--converge", ...allowed.map((name) => `--enable-${name}`)];
  execFileSync("wasm-opt", [...shrinking, linked, "-o", small], { stdio: "inherit" });
  copyFileSync(small, "app/platform/webp/webp.wasm");
} finally {
  rmSync(folder, { recursive: true, force: true });
}
