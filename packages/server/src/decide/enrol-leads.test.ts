import { assignArm } from "@plumbline/learning";
import {
  addToBook,
  compile,
  type Event,
  findZone,
  leadsOf,
  type Model,
  measurerFor,
  newBook,
  parseModel,
  totalOf,
  traitsOf,
  UTC,
} from "@plumbline/scoring";
import {
  findVersions,
  inTransaction,
  keepArms,
  keepExperiment,
  keepExperimentState,
  raiseConfigVersion,
} from "@plumbline/store";
import { testDatabase } from "@plumbline/store/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { gather } from "../collect/gather.ts";
import { arrived, newWorkspace, publish } from "../workspace.testing.ts";

const { pool } = await testDatabase();
const NOW = Date.parse("2026-11-22T12:00:00Z");
const DAY = 86_400_000;
const zone = findZone("Europe/Berlin") ?? UTC;

const model = (boss: number, demo: number) => ({
  model: "b2b",
  signals: { demo: { on: "Demo Requested" } },
  dimensions: { fit: {}, interest: { decay: { halfLife: "5d" } } },
  rules: [
    { id: "boss", dimension: "fit", when: { trait: "title", is: "CEO" }, points: boss },
    { id: "demo", dimension: "interest", each: "demo", points: demo },
  ],
  total: { sum: ["fit", "interest"] },
  bands: [{ name: "cold" }, { name: "hot", above: 25 }],
});
const [CONTROL, OTHER] = [model(5, 30), model(30, 7)];

/** A workspace with an experiment that is running, put there without its API. */
async function running(mode: "live" | "shadow") {
  const made = await newWorkspace(pool, OTHER, NOW);
  await publish(pool, made.workspaceId, CONTROL, NOW);
  const salt = `salt ${made.workspaceId}`;
  await inTransaction(pool, made.workspaceId, async (session) => {
    const [model_] = await session.rows<{ model_id: number }>(
      { name: "", text: "select model_id from model where workspace_id = $1" },
      [session.workspaceId],
    );
    const model_id = model_?.model_id as number;
    const [live, other] = await findVersions(session, model_id);
    const plan = JSON.stringify({ mode, enrols: "entering", scoreAfter: 0 });
    const id = await keepExperiment(session, { model_id, plan, salt, by: "test" }, NOW);
    await keepArms(session, id, [
      { place: 0, name: "control", weight: 1, version_id: live?.version_id as number },
      { place: 1, name: "other", weight: 1, version_id: other?.version_id as number },
    ]);
    await keepExperimentState(session, id, "running", { startedAt: NOW });
    await raiseConfigVersion(session);
  });
  return { ...made, salt };
}

const someEvents = fc.array(
  fc.record({
    who: fc.constantFrom("ann", "bob", "cid", "dee"),
    what: fc.constantFrom("demo", "identify", "bare"),
    title: fc.constantFrom("CEO", "Clerk"),
    ago: fc.integer({ min: 0, max: 9 }),
  }),
  { minLength: 1, maxLength: 20 },
);

function eventOf(
  { who, what, title, ago }: { who: string; what: string; title: string; ago: number },
  i: number,
): Event {
  const base = { messageId: `m${i}`, timestamp: NOW - ago * DAY - i, userId: who };
  if (what === "identify") return { ...base, type: "identify", traits: { title } };
  return { ...base, type: "track", event: what === "demo" ? "Demo Requested" : "Hello" };
}

/** What either version says of each lead, all its events taken together. */
function expected(events: readonly Event[]): Map<string, readonly (number | null)[]> {
  const models = [CONTROL, OTHER].map((input) => {
    const parsed = parseModel(input);
    if (!parsed.ok) throw new Error("The model is wrong");
    return parsed.model as Model;
  });
  const book = newBook();
  for (const event of events) addToBook(book, event, measurerFor(models, zone));
  const compiled = models.map((one) => compile(one, zone));
  return new Map(
    leadsOf(book, [], { joinByEmail: true }).map(({ identities, history }) => {
      const facts = { traits: traitsOf(history.traits), states: history.states };
      return [identities[0] as string, compiled.map((one) => totalOf(one, facts, zone.dayOf(NOW)) ?? null)];
    }),
  );
}

type Kept = { key: string; unit: string; place: number; totals: number[]; total: number; by: number; live: number };

test.each(["live", "shadow"] as const)(
  "%s: whatever comes together or one by one, each lead has what its arm's version says of all its events",
  async (mode) => {
    await fc.assert(
      fc.asyncProperty(someEvents, fc.integer({ min: 1, max: 6 }), async (some, size) => {
        const { workspaceId, sourceId, salt } = await running(mode);
        const events = some.map(eventOf);
        const { receive } = gather({ pool, now: () => NOW });
        for (let at = 0; at < events.length; at += size) {
          const items = events.slice(at, at + size).map(arrived);
          await receive({ workspaceId, sourceId, receivedAt: NOW, items });
        }
        const rows = await inTransaction(pool, workspaceId, (session) =>
          session.rows<Kept>(
            {
              name: "",
              text: `
                select chief as key, unit, place, totals, score.total, coalesce(by_version_id, version_id) as by,
                  live_version_id as live
                from lead
                join enrolment on enrolment.workspace_id = $1 and enrolment.lead_id = lead.lead_id
                join model on model.workspace_id = $1
                join score on score.workspace_id = $1 and version_id = live_version_id and subject_id = lead.lead_id
                where lead.workspace_id = $1`,
            },
            [workspaceId],
          ),
        );
        const truth = expected(events);
        expect(new Set(rows.map(({ key }) => key))).toEqual(new Set(truth.keys()));
        for (const { key, unit, place, totals, total, by, live } of rows) {
          const arms = [
            { name: "control", weight: 1 },
            { name: "other", weight: 1 },
          ];
          expect(arms[place]?.name).toBe(mode === "live" ? assignArm(salt, unit, arms) : "control");
          expect(totals).toEqual(truth.get(key));
          expect(total).toBe(truth.get(key)?.[place]);
          expect(by === live).toBe(place === 0);
        }
      }),
      { numRuns: 15, endOnFailure: true },
    );
  },
);
