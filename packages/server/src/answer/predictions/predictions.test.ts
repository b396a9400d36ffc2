import { every, type TrainingFound } from "@plumbline/api";
import { seeded } from "@plumbline/learning";
import type { Event } from "@plumbline/scoring";
import { endStudy, findArtefacts, findPrediction, inTransaction, keepMonths, keepStudy } from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import { beforeAll, describe, expect, test } from "vitest";
import { advanceStudies } from "../../learn/advance-studies.ts";
import type { AskedTraining } from "../../learn/asked-training.ts";
import { trainDue } from "../../learn/begin-training.ts";
import { watchDue } from "../../learn/begin-watch.ts";
import { concludeTraining } from "../../learn/conclude-training.ts";
import { arrived } from "../../workspace.testing.ts";
import { problem, publishAll, type Tenant, testServer } from "../server.testing.ts";

const { pool, url } = await testDatabase();
const DAY = 86_400_000;
const NOON = Date.parse("2026-11-22T12:00:00Z");
let clock = NOON;
const now = () => clock;
await keepMonths(pool, NOON - 420 * DAY, 15);
const { receive, newTenant } = await testServer(pool, now);

const MODEL = `model: likely
signals: { demo: { on: Demo Requested } }
predictions: { win: {} }
dimensions: { chance: {} }
rules:
  - { id: likely, dimension: chance, points: { of: { prediction: win }, times: 100 } }
precision: 2
bands: [{ name: cold }, { name: hot, from: 40 }]
`;

let messages = 0;
async function send({ workspaceId, sourceId }: Tenant, events: readonly Partial<Event>[]): Promise<void> {
  const items = events.map((event) => arrived({ messageId: `m${messages++}`, type: "track", ...event } as Event));
  for (let from = 0; from < items.length; from += 200) {
    await receive({ workspaceId, sourceId, receivedAt: now(), items: items.slice(from, from + 200) });
  }
}

/** People of a year; those who lead and ask for a demo buy, most of them. */
function people(count: number, prefix = "p"): Partial<Event>[] {
  const chance = seeded(5);
  return Array.from({ length: count }, (_, i) => person(`${prefix}${i}`, chance)).flat();
}

function person(userId: string, chance: () => number): Partial<Event>[] {
  const born = NOON - (60 + Math.floor(chance() * 330)) * DAY;
  const decided = born + (20 + Math.floor(chance() * 10)) * DAY;
  const [leads, asks, size] = [chance() < 0.4, chance() < 0.5, Math.floor(chance() * 100)];
  const wins = chance() < (BUYS[Number(leads) + Number(asks)] as number);
  const end = wins ? "Deal Won" : chance() < 0.8 ? "Deal Lost" : undefined;
  return [
    {
      userId,
      timestamp: born,
      type: "identify",
      traits: { title: leads ? "CEO" : "Clerk", size, gender: genderOf(userId) },
    },
    ...(asks ? [{ userId, timestamp: born + DAY, event: "Demo Requested" }] : []),
    ...(end ? [{ userId, timestamp: decided, event: end }] : []),
  ];
}

const genderOf = (userId: string): string => (Number(userId.at(-1)) % 2 === 0 ? "f" : "m");

const UNKNOWN = { enough: false, missing: [] } as const;

const BUYS = [0.04, 0.3, 0.85];

function bandsBy(fairness: TrainingFound["fairness"] = []) {
  const [field] = fairness;
  if (!field?.fairness.enough) throw new Error("There is nobody of two genders");
  return field.fairness.groups.map(({ group, bands }) => [group, bands] as const).sort();
}

const errors: unknown[] = [];
async function work(): Promise<void> {
  const options = { pool, url, now, onError: (error: unknown) => errors.push(error) };
  while ((await advanceStudies(options, new AbortController().signal)) === "more");
  expect(errors).toEqual([]);
}

async function publishNewest(workspaceId: number): Promise<void> {
  const text = "select publication_id from publication where workspace_id = $1 order by publication_id desc limit 1";
  const [newest] = await inTransaction(pool, workspaceId, (session) =>
    session.rows<{ publication_id: number }>({ name: "", text }, [workspaceId]),
  );
  await publishAll(pool, workspaceId, String(newest?.publication_id), now);
}

describe("a prediction", () => {
  let tenant: Tenant;
  let first: string;
  const name = { params: { name: "win" } };
  beforeAll(async () => {
    tenant = await newTenant();
    await tenant.client.models.putDraft({ params: { name: "likely" }, body: MODEL });
    await send(tenant, people(1600));
  }, 120_000);

  test("is trained from the past; what is learned first becomes the champion", async () => {
    const { client } = tenant;
    const made = await client.predictions.create({ body: { name: "win", model: "likely", horizon: 30 } });
    expect(made).toMatchObject({ champion: null, target: "won", every: "never", study: expect.any(String) });
    expect(await problem(client.predictions.create({ body: { name: "win", model: "likely" } }))).toMatchObject({
      code: "already-there",
    });
    // Asked again it is the same training.
    expect((await client.predictions.train(name)).study).toBe(made.study);
    await work();
    const { items } = await client.predictions.trainings(name);
    expect(items).toHaveLength(1);
    const [training] = items;
    expect(training).toMatchObject({ state: "champion", found: { answer: "trained", champion: null } });
    expect(training?.found.metrics?.auc).toBeGreaterThan(0.7);
    // Nor is it a secret whether it can be told how long it takes: here everybody is decided within the same ten days.
    const timing = training?.found.timing;
    if (!timing || timing.kind === "not-enough-data") throw new Error("There were waits enough");
    expect(timing.concordance.interval.low).toBeLessThan(timing.concordance.concordance);
    expect(timing.kind === "trained").toBe(timing.concordance.interval.low > 0.5);
    // Nobody is in a band before a model is live.
    expect(training?.found.fairness.map(({ label }) => label)).toEqual(["gender"]);
    expect(bandsBy(training?.found.fairness)).toEqual([
      ["f", []],
      ["m", []],
    ]);
    const weights = training?.found.chosen?.weights.map(({ feature }) => feature) ?? [];
    expect(weights.slice(0, 4).join()).toMatch(/title|demo/i);
    first = training?.artefact as string;
    expect((await client.predictions.get(name)).champion).toBe(first);
    const study = await client.studies.get({ params: { id: made.study as string } });
    expect(study).toMatchObject({ kind: "training", state: "done", asked: { prediction: "win" } });
    expect(study.result).not.toHaveProperty("artefact");
    expect(await client.predictions.artefact({ params: { name: "win", hash: first } })).toMatchObject({ seed: 1 });
  }, 120_000);

  test("scores through a model that follows it, with its reasons, and what it says can be replayed", async () => {
    const { client, workspaceId } = tenant;
    const { publication } = await client.models.publish({ params: { name: "likely" } });
    await publishAll(pool, workspaceId, publication, now);
    expect((await client.predictions.get(name)).usedBy).toEqual([
      { model: "likely", version: 1, artefact: first, follows: true },
    ]);
    const totals: number[] = [];
    for await (const { score } of every(client.leads.list, { query: { limit: 200 } })) totals.push(score?.total ?? 0);
    expect(Math.max(...totals)).toBeGreaterThan(2 * Math.min(...totals));
    const { items } = await client.leads.list();
    const id = items[0]?.id as string;
    const lead = await client.leads.get({ params: { id } });
    const [score] = lead.scores;
    const lines = score?.lines ?? [];
    expect(lines.reduce((sum, line) => sum + line.points, 0)).toBeCloseTo(score?.total as number, 6);
    const [told] = (await client.predictions.ofLead({ params: { id } })).items;
    expect(told).toMatchObject({ name: "win", artefact: first, horizon: 30 });
    // A score counts in hundredths of a point.
    expect(Math.abs((told?.told.probability as number) * 100 - (score?.total as number))).toBeLessThan(0.0101);
    const sum = (told?.told.effects ?? []).reduce((all, { effect }) => all + effect, told?.told.expected as number);
    expect(1 / (1 + Math.exp(-sum))).toBeCloseTo(told?.told.probability as number, 9);
    const past = await client.leads.score({ params: { id }, query: {} });
    expect(past).toMatchObject({ total: score?.total });
  }, 120_000);

  test("moves with what happens, before the 200 is said", async () => {
    const { client } = tenant;
    const email = "new@northwind.example";
    await send(tenant, [{ userId: "new", type: "identify", timestamp: now(), traits: { title: "CEO", email } }]);
    const totalOf = async () => (await client.leads.list({ query: { search: email } })).items[0]?.score?.total ?? 0;
    const before = await totalOf();
    await send(tenant, [{ userId: "new", event: "Demo Requested", timestamp: now() }]);
    expect(await totalOf()).toBeGreaterThan(before);
  });

  test("is trained anew on its schedule, and keeps a champion that is not beaten; people may decide otherwise", async () => {
    const { client, workspaceId } = tenant;
    const changed = await client.predictions.change({ ...name, body: { every: "week" } });
    expect(changed.nextAt).toBe(new Date(NOON + 7 * DAY).toISOString());
    expect(await trainDue(pool, workspaceId, now())).toBe(0);
    clock = NOON + 8 * DAY;
    await send(tenant, people(60, "later"));
    expect(await trainDue(pool, workspaceId, now())).toBe(1);
    await work();
    const { items } = await client.predictions.trainings(name);
    const [second] = items;
    expect(second).toMatchObject({ by: "schedule", state: "challenger", found: { champion: { hash: first } } });
    expect(second?.found.champion?.challenge?.verdict).not.toBe("better");
    expect(second?.found.champion?.drift.length).toBeGreaterThan(0);
    // What it saw of the champion is what was seen last, and its weekly watch has its turn a week later.
    const { watch } = await client.predictions.get(name);
    expect(watch).toEqual({
      at: second?.at,
      drift: second?.found.champion?.drift,
      calibration: second?.found.champion?.calibration,
    });
    expect(await watchDue(pool, workspaceId, now() + 6 * DAY, (error) => expect.unreachable(String(error)))).toBe(0);
    for (const [, bands] of bandsBy(second?.found.fairness)) {
      expect(bands.map(({ band }) => band)).toEqual(["cold", "hot"]);
      expect(bands.reduce((sum, { share }) => sum + share.rate, 0)).toBeCloseTo(1, 9);
      expect(bands.every(({ share }) => share.rate > 0)).toBe(true);
    }
    expect((await client.predictions.get(name)).champion).toBe(first);
    const hash = second?.artefact as string;
    const promoted = await client.predictions.promote({ ...name, body: { artefact: hash } });
    expect(promoted).toEqual({ published: [{ model: "likely", version: 2 }], waiting: [] });
    await publishNewest(workspaceId);
    expect((await client.predictions.get(name)).usedBy).toMatchObject([{ version: 2, artefact: hash, follows: true }]);
    // And back.
    expect(await client.predictions.promote({ ...name, body: { artefact: first } })).toMatchObject({
      published: [{ version: 3 }],
    });
    expect((await client.predictions.trainings(name)).items.map(({ state }) => state)).toEqual(["former", "champion"]);
    const { items: moves } = await client.transitions.list({ query: { limit: 200 } });
    expect(moves.filter(({ muted }) => !muted).every(({ cause }) => cause === "event")).toBe(true);
  }, 180_000);

  test("a training on schedule replaces the champion that it met and is better than, and no other", async () => {
    const { client, workspaceId } = tenant;
    await publishNewest(workspaceId);
    const before = await client.predictions.get(name);
    const trainings = (await client.predictions.trainings(name)).items;
    const challenger = trainings.find(({ state }) => state === "former")?.artefact as string;
    const version = before.usedBy[0]?.version as number;
    const challenge = { leads: 40, champion: 0.5, challenger: 0.4, gain: 0.1, interval: { low: 0.05, high: 0.15 } };
    const concluded = (met: string, verdict: "better" | "level" | "worse") =>
      inTransaction(
        pool,
        workspaceId,
        async (session) => {
          const row = await findPrediction(session, "win");
          const [kept] = await findArtefacts(session, [challenger]);
          const found = trainings.find(({ artefact }) => artefact === challenger)?.found;
          if (!row || !kept || !found) throw new Error("They were there before");
          const champion = { hash: met, challenge: { ...challenge, verdict }, drift: [], calibration: UNKNOWN };
          const study = await keepStudy(session, { kind: "training", asked: "{}", by: "schedule" }, now());
          await endStudy(session, study.study_id, { state: "stopped" }, now());
          const asked = { predictionId: row.prediction_id } as AskedTraining;
          const result = { ...found, hash: challenger, champion, artefact: kept.artefact };
          await concludeTraining(session, { row: study, asked, result }, now());
        },
        { configuration: "changing" },
      );
    const champion = async () => (await client.predictions.get(name)).champion;
    // As good as, worse than, and better than one that is not the champion any more.
    await concluded(first, "level");
    await concluded(first, "worse");
    await concluded(challenger, "better");
    expect(await champion()).toBe(first);
    await concluded(first, "better");
    expect(await champion()).toBe(challenger);
    const [promoted] = (await client.predictions.trainings(name)).items;
    expect(promoted).toMatchObject({ state: "champion", artefact: challenger, promotedBy: "schedule" });
    // The model that follows has been published anew with it.
    const { history } = await client.models.get({ params: { name: "likely" } });
    expect(history[0]).toMatchObject({ number: version + 1, note: `win: ${challenger}` });
  });

  test("is not removed while a live model pins it, and is of nobody else", async () => {
    const { client } = tenant;
    expect(await problem(client.predictions.drop(name))).toMatchObject({ code: "in-use", by: [{ name: "likely" }] });
    const other = await newTenant();
    const { predictions } = other.client;
    for (const ask of [
      () => predictions.get(name),
      () => predictions.train(name),
      () => predictions.trainings(name),
      () => predictions.artefact({ params: { name: "win", hash: first } }),
      () => predictions.promote({ ...name, body: { artefact: first } }),
    ]) {
      expect(await problem(ask())).toMatchObject({ code: "not-found" });
    }
    // A model of another workspace that pins its artefact knows nothing of it.
    const pinned = MODEL.replace("win: {}", `win: { artefact: ${first} }`);
    await other.client.models.putDraft({ params: { name: "likely" }, body: pinned });
    const { publication } = await other.client.models.publish({ params: { name: "likely" } });
    await send(other, [{ userId: "new", type: "identify", timestamp: now(), traits: { title: "CEO" } }]);
    await publishAll(pool, other.workspaceId, publication, now);
    const [lead] = (await other.client.leads.list({ query: {} })).items;
    expect(lead?.score?.total).toBe(0);
  });
});

test("says so where there is not enough to learn from", async () => {
  const tenant = await newTenant();
  await tenant.client.models.putDraft({ params: { name: "likely" }, body: MODEL });
  await send(tenant, people(30, "few"));
  const name = { params: { name: "win" } };
  await tenant.client.predictions.create({ body: { name: "win", model: "likely", horizon: 30 } });
  await work();
  const [training] = (await tenant.client.predictions.trainings(name)).items;
  expect(training).toMatchObject({ state: "nothing", artefact: null, found: { answer: "not-enough-data" } });
  expect(training?.found.missing.length).toBeGreaterThan(0);
  expect((await tenant.client.predictions.get(name)).champion).toBeNull();
  await tenant.client.predictions.drop(name);
  expect((await tenant.client.predictions.list()).items).toEqual([]);
});

test("one whose draft is not finished waits for its next turn, and the others do not wait for it", async () => {
  const tenant = await newTenant();
  const { client, workspaceId } = tenant;
  for (const model of ["likely", "other"]) {
    await client.models.putDraft({ params: { name: model }, body: MODEL.replace("likely", model) });
    await client.predictions.create({ body: { name: model === "likely" ? "win" : "won", model, every: "week" } });
  }
  await work();
  const unfinished = { params: { name: "likely" }, body: "model: likely\nrules: [{ id:" };
  await client.models.putDraft(unfinished, { ifMatch: "*" });
  clock += 7 * DAY;
  const refused: unknown[] = [];
  expect(await trainDue(pool, workspaceId, now(), ({ code }) => refused.push(code))).toBe(2);
  expect(refused).toEqual(["model-invalid"]);
  expect(await trainDue(pool, workspaceId, now())).toBe(0);
  const trainings = (await client.studies.list()).items.filter(({ by }) => by === "schedule");
  expect(trainings).toMatchObject([{ asked: { prediction: "won" } }]);
  await work();
  clock -= 7 * DAY;
});
