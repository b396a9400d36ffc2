import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

/**
 * Parts of Segment's client that stand behind calls and settings that the snippet does not offer:
 * trackLink and trackForm, identities from the address of a page, requests of many events at once.
 */
const UNUSED =
  /analytics-next\/dist\/pkg\/(core\/auto-track|core\/query-string\/index|plugins\/segmentio\/batched-dispatcher)\.js$/;

/** The script that a site loads, and the tag by which a browser asks whether it has changed. */
export type Snippet = { readonly code: string; readonly etag: string };

/**
 * Bundles the page snippet from `page/`, minified, as one classic script without imports. Takes
 * about a tenth of a second, so a server does it once when it starts, and no built file is kept.
 */
export async function buildSnippet(): Promise<Snippet> {
  const bundle = await rolldown({
    input: fileURLToPath(new URL("./page/snippet.ts", import.meta.url)),
    platform: "browser",
    tsconfig: false,
    // What a browser of 2022 understands; Segment's own code is older.
    transform: { target: "es2022", define: { "process.env.NODE_ENV": '"production"' } },
    logLevel: "warn",
    plugins: [{ name: "without-unused", load: { filter: { id: UNUSED }, handler: () => "export default undefined" } }],
  });
  try {
    // Segment loads some of its parts on demand; one file asks for nothing more.
    const { output } = await bundle.generate({ format: "iife", minify: true, codeSplitting: false, comments: false });
    const { code } = output[0];
    return { code, etag: `"${createHash("sha256").update(code).digest("base64url").slice(0, 22)}"` };
  } finally {
    await bundle.close();
  }
}
