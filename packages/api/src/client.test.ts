import { expect, test } from "vitest";
import { ApiError, every, NoAnswer, newClient } from "./client.ts";

type Sent = { readonly url: string; readonly init: RequestInit };

/** A client of a server that gives these answers, or none, one after another; what it was sent, and how long was waited. */
function clientOf(...answers: readonly (Response | Error)[]) {
  const sent: Sent[] = [];
  const waits: number[] = [];
  const left = [...answers];
  const client = newClient({
    url: "https://scores.example/",
    key: "plk_x",
    language: "ru",
    fetch: async (url, init) => {
      sent.push({ url: String(url), init: init ?? {} });
      const answer = left.shift() ?? new Response(null, { status: 500 });
      if (answer instanceof Error) throw answer;
      return answer;
    },
    wait: async (ms) => void waits.push(ms),
  });
  return { client, sent, waits };
}

const json = (body: unknown, status = 200, headers = {}) => new Response(JSON.stringify(body), { status, headers });
const later = (status: number, after?: string) => json({}, status, after === undefined ? {} : { "retry-after": after });

test("it waits as long as the server says and repeats the same request", async () => {
  const { client, sent, waits } = clientOf(later(429, "7"), later(503), later(503, "900"), json({ id: "1" }));
  await client.sources.create({ body: { name: "Shop", kind: "server" } });
  expect(waits).toEqual([7000, 2000, 60_000]);
  const keys = sent.map(({ init }) => new Headers(init.headers).get("idempotency-key"));
  expect(new Set(keys).size).toBe(1);
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
  expect(sent[0]).toMatchObject({
    url: "https://scores.example/api/v1/sources",
    init: { method: "POST", body: '{"name":"Shop","kind":"server"}' },
  });
  expect(new Headers(sent[0]?.init.headers).get("authorization")).toBe("Bearer plk_x");
});

const lost = () => new TypeError("fetch failed");
/** An answer that breaks off in the middle. */
const broken = () =>
  new Response(
    new ReadableStream({
      start: (body) => body.enqueue(new TextEncoder().encode('{"id":')),
      pull: (body) => body.error(lost()),
    }),
  );
const namesOf = (sent: readonly Sent[]) => sent.map(({ init }) => new Headers(init.headers).get("idempotency-key"));

test("what got no answer is sent again where that does nothing twice", async () => {
  const underWay = json({ code: "in-progress", title: "x", status: 409 }, 409);
  const { client, sent, waits } = clientOf(lost(), broken(), underWay, json({ id: "1" }));
  const made = await client.sources.create({ body: { name: "Shop", kind: "server" } });
  expect(made).toEqual({ id: "1" });
  expect(waits).toEqual([1000, 2000, 4000]);
  expect(new Set(namesOf(sent)).size).toBe(1);
  const { client: reading } = clientOf(lost(), broken(), json({ items: [] }));
  expect(await reading.models.list()).toEqual({ items: [] });
  // Nobody knows whether it was changed, and by what tag it would have to be changed again.
  for (const change of [
    clientOf(lost()).client.models.dropDraft({ params: { name: "b2b" } }),
    clientOf(lost()).client.models.putDraft({ params: { name: "b2b" }, body: "" }),
  ])
    await expect(change).rejects.toMatchObject({ name: "NoAnswer", cause: { message: "fetch failed" } });
});

test("who is never answered gets the key by which to ask again", async () => {
  const { client, sent } = clientOf(...Array.from({ length: 6 }, lost));
  const create = () => client.sources.create({ body: { name: "Shop", kind: "server" } });
  const error = await create().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(NoAnswer);
  expect(namesOf(sent)).toEqual(Array.from({ length: 6 }, () => (error as NoAnswer).idempotencyKey));
  // A file is not read twice; it has its key all the same.
  const { client: uploading, sent: uploaded } = clientOf(lost());
  const query = { kind: "events" as const, source: "1", fileName: "x.csv" };
  await expect(uploading.imports.create({ query, body: "x" })).rejects.toMatchObject({
    idempotencyKey: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
  expect(uploaded).toHaveLength(1);
});

test("who has gone is not waited for", async () => {
  const gone = new AbortController();
  const { client, sent } = clientOf(lost(), lost());
  const asked = client.models.list({}, { signal: gone.signal });
  gone.abort(new Error("left"));
  await expect(asked).rejects.toThrow("left");
  expect(sent).toHaveLength(1);
});

test("only what a workspace keeps is named", async () => {
  const { client, sent } = clientOf(json({}), json({}), json({}));
  await client.models.validate({ body: "" });
  await client.people.accept({ body: { token: "x" } });
  await client.sources.create({ body: { name: "Shop", kind: "server" } }, { idempotencyKey: "mine" });
  expect(namesOf(sent)).toEqual([null, null, "mine"]);
});

test("a problem is thrown with what the server said of it; what is for later only after some tries", async () => {
  const problem = {
    type: "urn:plumbline:problem:not-found",
    title: "Такой модели нет.",
    status: 404,
    code: "not-found",
    what: "model",
  };
  const { client } = clientOf(json(problem, 404));
  const error = await client.models.get({ params: { name: "a/b" } }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ApiError);
  expect((error as ApiError).is("not-found")).toBe(true);
  expect((error as ApiError).problem).toEqual(problem);
  const { client: patient, waits } = clientOf(...Array.from({ length: 6 }, () => later(503, "0")));
  await expect(patient.models.list()).rejects.toMatchObject({ problem: { status: 503 } });
  expect(waits).toHaveLength(5);
  const { client: strange } = clientOf(new Response("<html>", { status: 502 }));
  await expect(strange.models.list()).rejects.toMatchObject({ problem: { status: 502, code: "internal" } });
});

test("params are escaped, and what is not said is left out of the query", async () => {
  const { client, sent } = clientOf(json({}), json({}));
  await client.models.get({ params: { name: "a/b ?" } });
  await client.transitions.list({ query: { model: "b2b", to: undefined, limit: 3 } });
  expect(sent.map(({ url }) => url.slice("https://scores.example/api/v1".length))).toEqual([
    "/models/a%2Fb%20%3F",
    "/transitions?model=b2b&limit=3",
  ]);
});

test("every item of a list, page after page", async () => {
  const pages = [
    { items: [1, 2], next: "x" },
    { items: [], next: "y" },
    { items: [3], next: null },
  ];
  const asked: unknown[] = [];
  const list = async (given: { readonly query?: { readonly cursor?: string } }) => {
    asked.push(given.query);
    return pages[asked.length - 1] as (typeof pages)[number];
  };
  const found: number[] = [];
  for await (const one of every(list, {})) found.push(one);
  expect(found).toEqual([1, 2, 3]);
  expect(asked).toEqual([{}, { cursor: "x" }, { cursor: "y" }]);
});

test("events are read however they are cut, and a problem ends them", async () => {
  const text =
    'event: progress\ndata: {"done":0,"total":1}\n\n:\n\nevent: progress\ndata: {"done":1,"total":1}\n\n' +
    'event: problem\ndata: {"code":"unavailable","seconds":2,"title":"Позже."}\n\n';
  const bytes = new TextEncoder().encode(text);
  for (const size of [1, 3, 1000]) {
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
      bytes.slice(i * size, (i + 1) * size),
    );
    const { client } = clientOf(new Response(ReadableStream.from(chunks)));
    const done: number[] = [];
    const reading = (async () => {
      for await (const { event, data } of client.models.preview({ params: { name: "b2b" } })) {
        if (event === "progress") done.push(data.done);
      }
    })();
    await expect(reading).rejects.toMatchObject({ problem: { code: "unavailable", title: "Позже." } });
    expect(done).toEqual([0, 1]);
  }
});
