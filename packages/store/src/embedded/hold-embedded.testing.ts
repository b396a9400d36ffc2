import { StoreError } from "../store-error.ts";
import { type EmbeddedNote, startEmbedded } from "./start-embedded.ts";

/** What the program below says, a line each. */
export type Held =
  | { readonly url: string; readonly notes: readonly EmbeddedNote[] }
  | { readonly problem: StoreError["problem"] };

/** A program that holds a database until its input ends: to be killed, interrupted and run as others. */
if (import.meta.main) {
  const [folder = ""] = process.argv.slice(2);
  const notes: EmbeddedNote[] = [];
  // What a terminal sends to all; the program is to live on here, and its database too.
  process.on("SIGINT", () => {});
  try {
    const embedded = await startEmbedded({ folder, log: (note) => notes.push(note) });
    console.log(JSON.stringify({ url: embedded.url, notes } satisfies Held));
    for await (const _ of process.stdin);
    await embedded.stop();
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    console.log(JSON.stringify({ problem: error.problem } satisfies Held));
  }
}
