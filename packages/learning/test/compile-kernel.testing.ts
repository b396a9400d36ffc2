/** Compiles kernel/histogram.ts into src/trees/histogram-kernel.ts: `node packages/learning/test/compile-kernel.testing.ts`. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const ROOM = join(import.meta.dirname, "..");

/** The compiled kernel in base64; needs the package `assemblyscript`. */
export async function compileKernel(): Promise<string> {
  const { main } = await import("assemblyscript/asc");
  const source = await readFile(join(ROOM, "kernel/histogram.ts"), "utf8");
  let compiled: Uint8Array | undefined;
  const { error, stderr } = await main(
    "histogram.ts -O3 --noAssert --runtime stub --importMemory --enable simd --outFile histogram.wasm".split(" "),
    {
      readFile: (name) => (name === "histogram.ts" ? source : null),
      writeFile: (_name, contents) => {
        if (typeof contents !== "string") compiled = contents;
      },
      listFiles: () => [],
    },
  );
  if (error || !compiled) throw new Error(`The kernel does not compile: ${stderr.toString()}`, { cause: error });
  return Buffer.from(compiled).toString("base64");
}

if (process.argv[1] === import.meta.filename) {
  const code = await compileKernel();
  const text = `/** kernel/histogram.ts, compiled by test/compile-kernel.testing.ts; a test compiles it again and compares. */
export const HISTOGRAM_KERNEL =
  "${code}";
`;
  await writeFile(join(ROOM, "src/trees/histogram-kernel.ts"), text);
}
