import { join } from "node:path";
import react from "@vitejs/plugin-react";
import type { InlineConfig, Plugin } from "vite";

export const ROOM = join(import.meta.dirname, "..");
/** Where what is built lies, each build in a folder of its own: no source, so that nothing that walks them finds it. */
export const BUILDS = join(ROOM, "../../node_modules/.cache/screens");

/** How the screens are bundled, for `build.ts` and `dev.ts`. */
export function bundling(outDir = join(BUILDS, "dev")): InlineConfig {
  return {
    root: ROOM,
    configFile: false,
    logLevel: "warn",
    plugins: [react(), values()],
    build: {
      outDir,
      emptyOutDir: true,
      target: "es2022",
      // These know `light-dark()`. For older ones it would be written in another way, which needs a colour scheme that
      // stands in the style sheet: ours is the reader's choice, and no colour would be left.
      cssTarget: ["chrome123", "firefox120", "safari17.5"],
      reportCompressedSize: false,
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 800,
      rolldownOptions: {
        output: {
          // Parts name one another in what is loaded first: names that say nothing spare it three kilobytes.
          chunkFileNames: "assets/[hash].js",
          // What every visit needs is one file: in dozens of them, most of the time goes into asking for them.
          codeSplitting: { groups: [{ name: "first", tags: ["$initial"] }] },
        },
      },
    },
    resolve: { dedupe: ["react", "react-dom"] },
  };
}

/** Modules that are worked out here: what they export is written into the bundle, what they import is not. */
const VALUES = /\/web\/src\/plain-routes\.ts$/;

function values(): Plugin {
  return {
    name: "values",
    enforce: "pre",
    load: {
      filter: { id: VALUES },
      handler: async (id) => {
        const exported = (await import(id)) as Readonly<Record<string, unknown>>;
        return Object.entries(exported)
          .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
          .join("\n");
      },
    },
  };
}
