import { compile, type JsonObject, type Model, measurerFor, UTC } from "@plumbline/scoring";
import { liveThrough } from "../moment/live-through.ts";
import { type MomentPlan, type MomentTable, newMomentTable } from "../moment/moment-table.ts";
import { modelOf, on, planFor, says } from "../moment/moments.testing.ts";
import type { ToldLead } from "../moment/told-lead.ts";
import { type Chance, drawIndex, seeded } from "../numbers/chance.ts";
import type { Candidates } from "./candidate.ts";
import { candidatesOf } from "./candidates-of.ts";
import { addToSurvey, newSurvey } from "./survey.ts";

/**
 * A team that thinks too little of demos, likes whoever looks at jobs, and does not know that industry and size matter,
 * nor that who watches a video after a download is near to buying. Of titles and the newsletter it thinks rightly.
 */
export const TEAM = modelOf({
  model: "team",
  signals: {
    demo: { on: "Demo Requested" },
    letter: { on: "Letter Opened" },
    jobs: { on: "page", where: { path: { startsWith: "/jobs" } } },
  },
  dimensions: { fit: { clip: [-40, 60] }, interest: { clip: [-60, 80], decay: { halfLife: "60d" } } },
  rules: [
    { id: "boss", dimension: "fit", when: { trait: "title", is: "CEO" }, points: 20 },
    { id: "demo", dimension: "interest", each: "demo", points: 8, limit: { perDay: 1, total: 16 } },
    { id: "letter", dimension: "interest", each: "letter", points: 5, limit: { perDay: 1, total: 20 } },
    { id: "jobs", dimension: "interest", each: "jobs", points: 8, limit: { perDay: 1 } },
  ],
  bands: [{ name: "cold" }, { name: "hot", from: 25, leaveBelow: 20 }],
});

const INDUSTRIES = ["Software", "Retail", "Farming", "Banking", "Law"];
const DAYS = 200;

/** A lead, and its chance to be won. */
function leadOf(i: number, chance: Chance): ToldLead {
  const has = (share: number): boolean => chance() < share;
  const traits: JsonObject = {
    title: has(0.25) ? "CEO" : "Clerk",
    industry: INDUSTRIES[drawIndex(chance, INDUSTRIES.length)] as string,
    employees: 10 + drawIndex(chance, 990),
    hobby: ["tea", "chess", "sailing"][drawIndex(chance, 3)] as string,
  };
  const first = drawIndex(chance, 60);
  const day = () => first + 1 + drawIndex(chance, 20);
  const did = { demo: has(0.2), jobs: has(0.2), download: has(0.5), video: has(0.5), letters: drawIndex(chance, 4) };
  const [downloaded, watched] = [day(), day()];
  const isSequence = did.download && did.video && downloaded < watched && watched <= downloaded + 7;
  const odds =
    -4 +
    (traits["title"] === "CEO" ? 1.2 : 0) +
    (did.demo ? 2 : 0) -
    (did.jobs ? 1 : 0) +
    0.3 * did.letters +
    (traits["industry"] === "Software" ? 1.5 : 0) +
    (Number(traits["employees"]) >= 500 ? 1.2 : 0) +
    (isSequence ? 1.2 : 0);
  const isWon = chance() < 1 / (1 + Math.exp(-odds));
  const id = `u${i}`;
  const own = (at: number, what: string, event: string, properties: JsonObject = {}) => ({
    ...says(at, `${id}-${what}`, event, properties),
    userId: id,
  });
  return {
    id,
    events: [
      { ...on(first, `${id}-i`, { type: "identify", traits }), userId: id },
      ...(did.demo ? [own(day(), "d", "Demo Requested")] : []),
      ...(did.jobs
        ? [{ ...on(day(), `${id}-j`, { type: "page", properties: { path: "/jobs/all" } }), userId: id }]
        : []),
      ...(did.download ? [own(downloaded, "f", "File Downloaded")] : []),
      ...(did.video ? [own(watched, "v", "Video Watched")] : []),
      ...Array.from({ length: did.letters }, (_, n) => own(day(), `l${n}`, "Letter Opened")),
      ...(isWon
        ? [own(DAYS - 40 + drawIndex(chance, 20), "w", "Deal Won", { value: 100 * (1 + drawIndex(chance, 50)) })]
        : []),
    ],
  };
}

export type Planted = { readonly plan: MomentPlan; readonly table: MomentTable; readonly candidates: Candidates };

/** Leads who are won by a law that is known, seen through the eyes of a model. */
export function planted(seed: number, leads: number, model: Model = TEAM): Planted {
  const chance = seeded(seed);
  const told = Array.from({ length: leads }, (_, i) => leadOf(i, chance));
  const survey = newSurvey();
  for (const lead of told) addToSurvey(survey, [lead]);
  const candidates = candidatesOf(survey, model);
  const plan: MomentPlan = {
    ...planFor([model], { horizon: 90, from: 90, to: 110, knownUntil: DAYS }),
    measurer: measurerFor([model, candidates.probe], UTC),
    probe: compile(candidates.probe, UTC),
  };
  const table = newMomentTable(plan);
  for (const lead of told) liveThrough(table, plan, [lead]);
  return { plan, table, candidates };
}

/** The same leads with each other's outcomes. */
export function shuffled({ moments, ...rest }: MomentTable, seed: number): MomentTable {
  const chance = seeded(seed);
  const from = moments.map((_, i) => i);
  for (let i = from.length - 1; i > 0; i--) {
    const j = drawIndex(chance, i + 1);
    [from[i], from[j]] = [from[j] as number, from[i] as number];
  }
  return {
    ...rest,
    moments: moments.map((moment, i) => {
      const other = moments[from[i] as number] ?? moment;
      return { ...moment, converted: other.converted, deal: other.deal, wait: other.wait };
    }),
  };
}
