import { RULES } from "./floors.mjs";

export default {
  ...RULES,
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    includeOnly: "^app/",
    exclude: { path: "\\.(css|webp|wasm)" },
  },
};
