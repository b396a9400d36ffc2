import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Delivery, Destination, Outcome } from "./destination.ts";
import type { Fetch, FetchRequest, FetchResult } from "./network/fetch.ts";

export type Contract<Settings> = {
  readonly destination: Destination<Settings>;
  /** As a person would fill them in. */
  readonly settings: Settings;
  readonly secrets: readonly string[];
  /** What the other side answers when it has taken a message. */
  readonly taken: FetchResult;
  /** The member of a request by which the other side knows that a message is the same. */
  readonly idOf: (request: FetchRequest) => unknown;
};

const NOW = Date.parse("2026-11-22T12:00:00Z");
const MARK = "what-the-other-side-said";
const MESSAGE = {
  id: "msg_1",
  type: "lead.band.entered",
  body: '{"type":"lead.band.entered","timestamp":"2026-11-22T12:00:00.000Z","data":{"lead":"17","band":"hot"}}',
};

const answered = (status: number, headers: Readonly<Record<string, string>> = {}): FetchResult => ({
  kind: "answered",
  status,
  headers: { ...headers, "x-mark": MARK },
  body: Buffer.from(MARK),
});

const results = fc.oneof(
  fc.integer({ min: 100, max: 999 }).map((status) => answered(status)),
  fc
    .constantFrom("12", "0", "", "-5", "soon", "Sun, 22 Nov 2026 12:01:00 GMT")
    .map((text) => answered(429, { "retry-after": text })),
  fc
    .constantFrom("name-unknown", "connection-refused", "connection-lost", "tls", "timeout", "interrupted" as const)
    .map((because): FetchResult => ({ kind: "failed", because: because as "timeout" })),
  fc.constantFrom("url-invalid", "address-forbidden" as const).map(
    (because): FetchResult => ({
      kind: "refused",
      because: because as "url-invalid",
    }),
  ),
);

/** What every destination has to hold, whatever it leads to. To be called at the top of its test file. */
export function holdsContract<Settings>({ destination, settings, secrets, taken, idOf }: Contract<Settings>): void {
  const delivery: Delivery<Settings> = { settings, secrets, message: MESSAGE };
  const attempt = async (given: Delivery<Settings>, answer: (nth: number) => FetchResult, now = NOW) => {
    const requests: FetchRequest[] = [];
    const fetch: Fetch = async (request) => answer(requests.push(request));
    return { requests, outcome: await destination.deliver(given, { fetch, now }) };
  };
  const outcomeFor = async (result: FetchResult): Promise<Outcome> => (await attempt(delivery, () => result)).outcome;

  describe(`${destination.name} is a destination`, () => {
    test("its name is a word for settings, and its fields take what it was given and survive anything", () => {
      expect(destination.name).toMatch(/^[a-z]+(-[a-z0-9]+)*$/);
      expect(destination.fields.safeParse(settings)).toEqual({ success: true, data: settings });
      fc.assert(fc.property(fc.anything(), (rubbish) => void destination.fields.safeParse(rubbish)));
    });

    test("what was taken is delivered", async () => {
      const { outcome, requests } = await attempt(delivery, () => taken);
      expect(outcome.kind).toBe("delivered");
      expect(requests.length).toBeGreaterThan(0);
    });

    test("a message is the same at every attempt, and no other", async () => {
      const idsAt = async (id: string, now: number) =>
        (await attempt({ ...delivery, message: { ...MESSAGE, id } }, () => taken, now)).requests.map(idOf);
      const first = await idsAt("msg_1", NOW);
      expect(first).not.toContain(undefined);
      expect(await idsAt("msg_1", NOW + 86_400_000)).toEqual(first);
      expect(await idsAt("msg_2", NOW)).not.toEqual(first);
    });

    test("only time tells two attempts apart", async () => {
      const one = await attempt(delivery, () => taken);
      const other = await attempt(delivery, () => taken);
      expect(other.requests).toEqual(one.requests);
    });

    test("nothing is delivered by a redirect, and a fault of the other side is tried again", async () => {
      for (const status of [300, 301, 302, 303, 304, 307, 308]) {
        expect((await outcomeFor(answered(status))).kind, String(status)).not.toBe("delivered");
      }
      for (const status of [408, 425, 429, 500, 502, 503, 504]) {
        expect(await outcomeFor(answered(status)), String(status)).toMatchObject({ kind: "retry", status });
      }
      for (const because of ["name-unknown", "connection-refused", "connection-lost", "tls", "timeout"] as const) {
        expect(await outcomeFor({ kind: "failed", because })).toEqual({ kind: "retry", because, status: null });
      }
    });

    test("what may not be called is not tried again", async () => {
      const because = "address-forbidden";
      expect(await outcomeFor({ kind: "refused", because })).toEqual({ kind: "refused", because, status: null });
    });

    test("who asks for patience gets it", async () => {
      const date = new Date(NOW + 90_000).toUTCString();
      expect(await outcomeFor(answered(429, { "retry-after": "7" }))).toMatchObject({ kind: "retry", after: 7000 });
      expect(await outcomeFor(answered(503, { "retry-after": date }))).toMatchObject({ kind: "retry", after: 90_000 });
      for (const text of ["", "-5", "soon", "1.5", "99999999999999"]) {
        expect(await outcomeFor(answered(429, { "retry-after": text })), text).not.toHaveProperty("after");
      }
    });

    test("nothing of the answer and no secret is in the outcome, and no secret in a URL, whatever is answered", async () => {
      await fc.assert(
        fc.asyncProperty(fc.infiniteStream(results), async (answers) => {
          const { outcome, requests } = await attempt(delivery, () => answers.next().value as FetchResult);
          const text = JSON.stringify(outcome);
          expect(text).not.toContain(MARK);
          for (const secret of secrets) {
            expect(text).not.toContain(secret);
            for (const { url } of requests) expect(decodeURIComponent(url)).not.toContain(secret);
          }
          expect(["delivered", "retry", "refused", "gone"]).toContain(outcome.kind);
          if (outcome.kind === "retry" && outcome.after !== undefined) expect(outcome.after).toBeGreaterThanOrEqual(0);
        }),
      );
    });

    test("any message is told or refused, none breaks it", async () => {
      await fc.assert(
        fc.asyncProperty(fc.jsonValue(), fc.string({ unit: "binary" }), async (data, type) => {
          const body = JSON.stringify({ type, timestamp: "2026-11-22T12:00:00.000Z", data });
          const { outcome } = await attempt({ ...delivery, message: { id: "msg_1", type, body } }, () => taken);
          expect(["delivered", "refused"]).toContain(outcome.kind);
        }),
      );
    });

    test("it gives up when it is told to", async () => {
      const signal = AbortSignal.abort();
      const given: (AbortSignal | undefined)[] = [];
      const fetch: Fetch = async (request) => {
        given.push(request.signal);
        return { kind: "failed", because: "interrupted" };
      };
      expect((await destination.deliver(delivery, { fetch, now: NOW, signal })).kind).toBe("retry");
      expect(new Set(given)).toEqual(new Set([signal]));
    });
  });
}
