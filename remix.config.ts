import type { VitePluginConfig } from "@remix-run/dev";

/** Nothing reads this file by itself: vite.config.ts hands it to Remix's plugin. */
export default {
  appDirectory: "app",
  // scripts/build.ts builds beside what is there and switches when it is whole.
  buildDirectory: process.env.BUILD_DIRECTORY ?? "build",
  ignoredRouteFiles: ["**/.*", "**/*.test.*"],
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_singleFetch: true,
    v3_lazyRouteDiscovery: true,
  },
} satisfies VitePluginConfig;
