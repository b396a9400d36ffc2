import { ApiError, type SentProblem } from "@plumbline/api";
import { expect, test } from "vitest";
import { type Hearing, keepListening } from "./keep-listening.ts";

type Told = { readonly event: string };
/** What a stream tells before it ends, and what it ends with where it does not just end. */
type Stream = { readonly tells?: readonly string[]; readonly ends?: unknown };

const refusal = (status: number) => new ApiError({ type: "", title: "", status, code: "forbidden" } as SentProblem);

/** Listens to streams one after the other; nobody listens any more when there are no others. */
async function listen(streams: readonly Stream[]) {
  const stop = new AbortController();
  const left = [...streams];
  const heard: (Hearing | "again")[] = [];
  const told: string[] = [];
  const waited: number[] = [];
  async function* open(): AsyncGenerator<Told> {
    const { tells = [], ends } = left.shift() ?? {};
    for (const event of tells) yield { event };
    if (ends) throw ends;
  }
  await keepListening({
    open,
    signal: stop.signal,
    onTold: ({ event }) => told.push(event),
    onHearing: (hearing) => heard.push(hearing),
    onAgain: () => heard.push("again"),
    wait: async (ms) => {
      waited.push(ms);
      if (left.length === 0) stop.abort();
    },
  });
  return { heard, told, waited, left: left.length };
}

test("after a break it connects again, and once it hears says that something may have been missed", async () => {
  const { heard, told } = await listen([{ tells: ["ready", "score"] }, { tells: ["ready"] }]);
  expect(told).toEqual(["ready", "score", "ready"]);
  expect(heard).toEqual(["live", "lost", "live", "again", "lost"]);
});

test("ever more slowly, up to half a minute; quickly again once it was heard", async () => {
  const away: Stream = { ends: new TypeError("Failed to fetch") };
  const { waited } = await listen([...Array<Stream>(7).fill(away), { tells: ["ready"] }, away]);
  expect(waited).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 1000, 2000]);
});

test.each([403, 404])("what was refused with %s is not asked for again", async (status) => {
  const { heard, waited, left } = await listen([{ ends: refusal(status) }, { tells: ["ready"] }]);
  expect({ heard, waited, left }).toEqual({ heard: ["none"], waited: [], left: 1 });
});

test.each([401, 503])("what was refused with %s is asked for again", async (status) => {
  const { heard } = await listen([{ ends: refusal(status) }, { tells: ["ready"] }]);
  expect(heard).toEqual(["lost", "live", "again", "lost"]);
});
