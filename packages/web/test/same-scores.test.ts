import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build, type Rollup } from "vite";
import { expect, test } from "vitest";
import { hasChromium, openChromium } from "./chromium.testing.ts";
import { type Example, saidBy } from "./said-by.testing.ts";

const SPEC = join(import.meta.dirname, "../../../spec/scores.json");

test.skipIf(!hasChromium())(
  "a browser says of every example of the spec what the server says, to the last line",
  {
    timeout: 240_000,
  },
  async () => {
    const all = JSON.parse(readFileSync(SPEC, "utf8")) as Example[];
    const examples = all.filter((example) => !("predictions" in example));
    expect(examples.length).toBeGreaterThan(50);
    const bundle = await build({
      configFile: false,
      logLevel: "silent",
      build: {
        write: false,
        minify: true,
        lib: { entry: join(import.meta.dirname, "said-by.testing.ts"), formats: ["iife"], name: "scoring" },
      },
    });
    const [{ output }] = bundle as [Rollup.RollupOutput];
    const browser = await openChromium();
    try {
      const page = await browser.newPage();
      await page.addScriptTag({ content: output[0].code });
      const said = await page.evaluate<string>(`JSON.stringify(scoring.saidBy(${JSON.stringify(examples)}))`);
      const there = JSON.parse(said) as { readonly name: string; readonly scored: boolean }[];
      expect(there.filter(({ scored }) => scored).length).toBeGreaterThan(50);
      expect(there).toEqual(JSON.parse(JSON.stringify(saidBy(examples))));
    } finally {
      await browser.close();
    }
  },
);
