import { checkModel, compile, type Json, parseModel, score, UTC } from "@plumbline/scoring";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { applyProposals } from "./apply-proposals.ts";
import { type Planted, planted, shuffled, TEAM } from "./planted.testing.ts";
import type { PointsProposal, Proposal, Proposals, RuleProposal } from "./proposal.ts";
import { proposalsOf } from "./proposals-of.ts";

const GOAL = { kind: "capacity", perWeek: 100 } as const;

const asked = ({ plan, candidates }: Planted) => {
  const [compiled] = plan.models;
  if (!compiled) throw new Error("A plan without a model");
  return { compiled, candidates, goal: GOAL };
};

const pointsOf = ({ proposals }: Proposals): ReadonlyMap<string, PointsProposal> =>
  new Map(proposals.flatMap((own) => (own.kind === "points" ? [[own.rule, own] as const] : [])));

describe("leads whose law is known", () => {
  let world: Planted;
  let found: Proposals;
  beforeAll(() => {
    world = planted(1, 3000);
    found = proposalsOf(world.table, asked(world));
  }, 120_000);

  test("points move where the law is, and those that are right stay about where they are", () => {
    const points = pointsOf(found);
    expect(points.get("demo")?.points.to).toBeGreaterThan(25);
    expect(points.get("jobs")?.points.to).toBeLessThan(-10);
    expect(points.has("boss")).toBe(false);
    for (const { evidence, points: own } of points.values()) {
      expect(evidence.points.interval.low > own.was || evidence.points.interval.high < own.was).toBe(true);
      expect(Number.isInteger(own.to)).toBe(true);
      expect(evidence.q).toBeLessThanOrEqual(0.1);
    }
  });

  test("what the team does not know is found: an industry, a size, one thing after another", () => {
    const rules = found.proposals.flatMap((own) => (own.kind === "rule" ? [own] : []));
    const about = (text: string) =>
      rules.find(({ rule, signals }) => JSON.stringify([rule.when, signals]).includes(text));
    expect(about("Software")?.rule.points).toBeGreaterThan(10);
    expect(about("employees")?.evidence.lift.interval.low).toBeGreaterThan(1);
    expect(about("Video Watched")?.signals).toMatchObject({
      "file-downloaded-then-video-watched": {
        steps: [{ on: "File Downloaded" }, { on: "Video Watched" }],
        within: "7d",
      },
    });
    expect(rules.some((own) => JSON.stringify(own).includes("hobby"))).toBe(false);
  });

  test("the best customers are described by what the law looks at", () => {
    const [profile] = found.proposals.flatMap((own) => (own.kind === "profile" ? [own] : []));
    expect(profile?.evidence.by).toBe("value");
    const traits = profile?.profile.conditions.map(({ when }) => ("trait" in when ? when.trait : ""));
    expect(traits?.toSorted()).toEqual(["employees", "industry", "seniority"]);
  });

  test("all of it together tells leads apart better on the newest slice, with certainty", () => {
    const auc = found.together?.auc;
    expect(auc?.enough && auc.interval.low).toBeGreaterThan(0.05);
    expect(found.together?.logLoss?.to).toBeLessThan(found.together?.logLoss?.was ?? 0);
  });

  test("every choice of proposals makes a model that can be used, and means what it says", () => {
    fc.assert(
      fc.property(fc.subarray([...found.proposals]), (chosen) => {
        const { model, left } = applyProposals(TEAM, chosen);
        expect(left).toEqual([]);
        expect(checkModel(model)).toEqual([]);
        expect(parseModel(JSON.parse(JSON.stringify(model)) as Json)).toMatchObject({ ok: true });
        for (const own of chosen) expectSaid(own, model);
        for (const rule of TEAM.rules) {
          if (!chosen.some((own) => own.kind === "points" && own.rule === rule.id)) {
            expect(model.rules.find(({ id }) => id === rule.id)).toEqual(rule);
          }
        }
        compile(model, UTC);
      }),
    );
  });

  test("what has been made is not proposed again, and making it twice changes nothing", () => {
    const once = applyProposals(TEAM, found.proposals).model;
    expect(applyProposals(once, found.proposals)).toEqual({ model: once, left: [] });
    const compiled = compile(once, UTC);
    const facts = { traits: { industry: "Software", employees: 700 }, states: new Map() };
    const verdict = score(compiled, facts, 100);
    expect(verdict.scored && verdict.total).toBeGreaterThan(2000);
  });

  test("the order of leads does not matter, and the same question has the same ids next time", () => {
    const turned = { ...world.table, moments: world.table.moments.toReversed() };
    expect(proposalsOf(turned, asked(world))).toEqual(found);
    const other = planted(2, 3000);
    const ids = proposalsOf(other.table, asked(other)).proposals.map(({ id }) => id);
    const shared = found.proposals.filter(({ id }) => ids.includes(id)).map(({ kind }) => kind);
    expect(shared).toEqual(expect.arrayContaining(["points", "rule", "profile"]));
  });

  test("on outcomes that are anybody's, hardly anything is proposed: of 100 runs at most 10 are wrong", () => {
    const { goal: _, ...question } = asked(world);
    let wrong = 0;
    for (let seed = 1; seed <= 100; seed++) {
      if (proposalsOf(shuffled(world.table, seed), question).proposals.length > 0) wrong += 1;
    }
    expect(wrong).toBeLessThanOrEqual(10);
  }, 120_000);
});

function expectSaid(own: Proposal, model: ReturnType<typeof applyProposals>["model"]): void {
  if (own.kind === "points") expect(model.rules.find(({ id }) => id === own.rule)?.points).toBe(own.points.to);
  if (own.kind === "rule") {
    expect(model.rules).toContainEqual((own satisfies RuleProposal).rule);
    expect(model.signals).toMatchObject(own.signals);
  }
  if (own.kind === "profile") expect(model.profiles?.[own.name]).toEqual(own.profile);
  if (own.kind === "thresholds") expect(model.bands?.find(({ name }) => name === own.band)?.from).toBe(own.from.to);
}

test("a few outcomes bring no proposals, and no outcomes say what is missing", () => {
  const few = planted(4, 40);
  const { proposals, silent } = proposalsOf(few.table, { ...asked(few), goal: undefined });
  expect(proposals).toEqual([]);
  expect(silent.thresholds).toEqual({ because: "not-asked" });
  const nobody = {
    ...few.table,
    moments: few.table.moments.map((own) => ({ ...own, converted: 0 as const, deal: undefined })),
  };
  const nothing = proposalsOf(nobody, asked(few));
  expect(nothing.silent.points).toMatchObject({ because: "not-enough", missing: [{ what: "converted", found: 0 }] });
  expect(nothing.silent.profile).toMatchObject({ because: "not-enough" });
  expect(proposalsOf({ ...few.table, moments: [] }, asked(few)).proposals).toEqual([]);
});

test("what is only known afterwards is refused by name", () => {
  const { plan, table, candidates } = planted(1, 1500);
  const at = candidates.entries.findIndex(({ about }) => about === "hobby");
  const moments = table.moments.map((moment) => {
    const given = (moment.probed?.rules ?? []).filter((rule) => rule !== at);
    const rules = moment.converted === 1 ? [...given, at].sort((a, b) => a - b) : given;
    return { ...moment, probed: { rules, points: rules.map(() => 100) } };
  });
  const found = proposalsOf({ ...table, moments }, { ...asked({ plan, table, candidates }), goal: undefined });
  expect(found.tooGood).toEqual(["hobby"]);
  expect(JSON.stringify(found.proposals)).not.toContain("hobby");
});
