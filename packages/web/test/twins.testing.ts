import type { Answer, routes } from "@plumbline/api";
import { loadPhrases, sayLeftOut } from "@plumbline/phrases";
import { beforeAll, expect, test } from "vitest";
import { timesOf } from "../src/ui/times.ts";
import { rowsOf, twinOf } from "./by-keyboard.testing.ts";
import { seriousFaults } from "./every-screen.testing.ts";
import type { House } from "./house.testing.ts";
import { LIKELY, tellPeople } from "./likely.testing.ts";
import { tabTo } from "./tab-to.testing.ts";
import { visit } from "./visit.testing.ts";

const spoken = await loadPhrases("en");
const { screens, figures } = spoken;
const { insights, prediction } = screens;
const { percent, number, names } = figures;
const { day } = timesOf("en-GB");

const WAIT = { timeout: 120_000 };
const HORIZON = "30";
const WIN = { params: { name: "win" } } as const;
const HUNDRED = 100;

type Study = Answer<typeof routes.studies.get>;
type Training = Answer<typeof routes.predictions.trainings>["items"][number];
type Rated = { readonly rate: number; readonly interval: { readonly low: number; readonly high: number } };

/** What is not known is a dash. */
const or = <Value>(value: Value | null | undefined, show: (value: Value) => string): string =>
  value === null || value === undefined ? "–" : show(value);
const span = (rated: Rated | null): string[] => [
  or(rated?.rate, percent),
  or(rated?.interval.low, percent),
  or(rated?.interval.high, percent),
];
const precise = (n: number): string => figures.value(Number(n.toPrecision(3)));

/** The same figures for who looks, who reads and who cannot see: charts of answers and predictions with their tables. */
export function twins(house: () => House): void {
  beforeAll(() => tellPeople(house()));

  test("every chart of an answer is its table by keyboard, with the figures that were found", async () => {
    const { url, client } = house();
    const one = await visit(await house().as("analyst"), url, "/insights");
    const { page } = one;
    await page.getByRole("button", { name: insights.ask, exact: true }).first().click();
    const form = page.getByRole("dialog");
    await form.getByLabel(insights.model).selectOption(LIKELY.params.name);
    await form.getByLabel(insights.horizon).fill(HORIZON);
    await form.getByLabel(insights.isProbability).check();
    await form.getByRole("button", { name: insights.ask, exact: true }).click();
    await page.waitForURL(/study=/, WAIT);
    const id = String(new URL(page.url()).searchParams.get("study")).replaceAll('"', "");
    const answer = () => client.studies.get({ params: { id } });
    await expect.poll(async () => (await answer()).state, WAIT).toBe("done");
    const truth = truthOf(await answer());
    await page.getByRole("heading", { name: insights.left, exact: true }).waitFor(WAIT);

    const part = (title: string) => page.getByRole("region", { name: title, exact: true });
    // What a threshold is best at is a chart, too, once somebody has asked.
    const helper = part(insights.helper.title);
    const finds = async (capacity: number) => {
      await helper.getByLabel(insights.helper.perWeek).fill(String(capacity));
      await helper.getByRole("button", { name: insights.helper.find, exact: true }).click();
      const { choice } = await client.studies.thresholds({ params: { id }, query: { capacity } });
      if (!choice.enough) throw new Error("There is not enough to draw the line");
      return choice;
    };
    expect((await finds(1)).chosen.threshold).toBeNull();
    await helper.getByText(insights.helper.nobody.capacity, { exact: true }).waitFor(WAIT);
    const line = await finds(20);
    await helper.getByText(insights.helper.best(line.chosen.threshold ?? Number.NaN), { exact: true }).waitFor(WAIT);
    // Rules are a table first, and bars when one likes.
    const rules = part(insights.rules);
    if (!truth.rules.enough || !truth.calibration?.enough) throw new Error("There is not enough to draw");
    const worth = truth.rules.rules.toSorted((a, b) => (b.adjusted?.oddsRatio ?? 0) - (a.adjusted?.oddsRatio ?? 0));
    const told = await rules.getByRole("row").nth(1).getByRole("cell").allInnerTexts();
    expect(told.at(-2)).toContain(`×${precise(worth[0]?.adjusted?.oddsRatio ?? 0)}`);
    await tabTo(rules.getByRole("radio", { name: insights.asRules, exact: true }));
    await page.keyboard.press("ArrowRight");
    await rules.locator("figure").waitFor(WAIT);
    await one.settled();

    const shown = new Map<string, readonly (readonly string[])[]>();
    for (const title of [
      ...[insights.byBand, insights.byDecile, insights.curves, insights.thresholds, insights.helper.title],
      ...[insights.calibration, insights.time, insights.weeks, insights.rules],
    ]) {
      const charts = part(title).locator("figure");
      for (let at = 0; at < (await charts.count()); at++) {
        shown.set([title, at].join(" "), await twinOf(charts.nth(at)));
      }
    }
    expect(shown.size).toBe(await page.locator("figure").count());
    expect(shown.get(`${insights.byBand} 0`)).toEqual(
      truth.bands.map(({ group, leads, converted, conversion }) => [
        ...[group ?? insights.noBand, number(leads), number(converted)],
        ...span(conversion),
      ]),
    );
    expect(shown.get(`${insights.byDecile} 0`)).toEqual(
      truth.deciles.map(({ group, leads, converted, conversion }) => [
        ...[String(group), number(leads), number(converted)],
        ...span(conversion),
      ]),
    );
    expect(shown.get(`${insights.curves} 0`)).toEqual(
      truth.curve.map(({ share, recall, threshold }) => [percent(share), ...span(recall), or(threshold, number)]),
    );
    expect(shown.get(`${insights.calibration} 0`)).toEqual(
      truth.calibration.bins.map(({ predicted, observed, leads }) => [
        ...[percent(predicted), ...span(observed), number(leads)],
      ]),
    );
    // The band that sales works first comes first.
    const [cold, hot] = truth.bands.map(({ group }) => group ?? "");
    expect(shown.get(`${insights.weeks} 0`)).toEqual(
      truth.weeks.map(({ monday, entered }) => [
        day(monday),
        ...[hot, cold].map((band) => number(entered[band ?? ""] ?? 0)),
      ]),
    );
    expect(shown.get(`${insights.rules} 0`)).toEqual(
      worth.map(({ rule, adjusted }) => [
        { boss: "Decides", demo: "Asked for a demo" }[rule],
        ...[adjusted?.oddsRatio, adjusted?.interval.low, adjusted?.interval.high].map((n) => or(n, precise)),
        or(adjusted?.q, (q) => (q < 0.001 ? "< 0.001" : number(Number(q.toFixed(3))))),
      ]),
    );
    expect(shown.get(`${insights.helper.title} 0`)?.map(([threshold, worth]) => [threshold, worth])).toEqual(
      line.curve
        .toReversed()
        .flatMap(({ threshold, worth: leads }) =>
          threshold === null || leads === null ? [] : [[number(threshold), number(leads)]],
        ),
    );
    for (const [chart, rows] of shown) expect(rows.length, chart).toBeGreaterThan(1);
    expect(await seriousFaults(page)).toEqual([]);
    expect(one.complaints).toEqual([]);
    await one.close();
  });

  test("a prediction's page says in words what counts, as chart and table, and whom it favours", async () => {
    const { url, client } = house();
    const { found } = await champion();
    const one = await visit(await house().as("analyst"), url, `/predictions?name=${WIN.params.name}`);
    const { page } = one;
    const part = (title: string) => page.getByRole("region", { name: title, exact: true });
    const { metrics, chosen, fairness, leads, converted } = found;
    if (!metrics || !chosen) throw new Error("Nothing was learned");
    const { auc, aucInterval, logLoss, calibrationError } = metrics;
    const of100 = (n: number) => Math.round(n * HUNDRED);
    const quality = part(prediction.quality);
    for (const words of [
      prediction.pairs(of100(auc), of100(aucInterval.low), of100(aucInterval.high)),
      prediction.learnedFrom(leads, converted),
    ])
      await quality.getByText(words, { exact: true }).waitFor(WAIT);
    for (const figure of [precise(auc), precise(logLoss), percent(calibrationError), number(leads)])
      await quality.getByText(figure, { exact: true }).first().waitFor(WAIT);

    const weights = chosen.weights.filter(({ weight }) => weight > 0).slice(0, 15);
    const whole = chosen.weights.reduce((sum, { weight }) => sum + weight, 0);
    await part(prediction.weights).getByRole("img", { name: prediction.weights }).waitFor(WAIT);
    const counted = await twinOf(part(prediction.weights).locator("figure"));
    expect(counted).toEqual(weights.map(({ feature, weight }) => [inWords(feature), percent(weight / whole)]));
    expect(new Set(counted.map(([words]) => words)).size).toBe(weights.length);

    // Gender was not learned from, and everybody may see whom the prediction picks.
    const [gender] = fairness;
    if (!gender?.fairness.enough) throw new Error("Groups were not compared");
    expect(gender.label).toBe("gender");
    expect(chosen.weights.filter(({ feature }) => feature.includes("gender"))).toEqual([]);
    expect(found.leftOut).toContainEqual({ feature: "trait.gender", why: "protected" });
    const reasons = await rowsOf(part(prediction.leftOut).getByRole("table"));
    expect(found.leftOut.some(({ why }) => why === "same-as")).toBe(true);
    expect(reasons).toEqual(
      found.leftOut.map((left) => {
        const told = "of" in left ? { ...left, of: inWords(left.of) } : left;
        return [inWords(left.feature), sayLeftOut(spoken, told)];
      }),
    );
    const { groups, disadvantaged } = gender.fairness;
    const nameOf = (group: string | null) => group ?? prediction.groupUnknown;
    expect(groups.map(({ group }) => group)).toEqual(expect.arrayContaining(["female", "male"]));
    const verdict =
      disadvantaged.length > 0
        ? prediction.disadvantaged(names(disadvantaged.map(nameOf)), "gender")
        : prediction.fair("gender");
    await part(prediction.fairness).getByText(verdict, { exact: true }).waitFor(WAIT);
    const table = (name: string) => part(prediction.fairness).getByRole("table", { name, exact: true });
    expect(await rowsOf(table("gender"))).toEqual(
      groups.map(({ group, leads: counted, selected, ratio, precision, recall }) => [
        ...[nameOf(group), number(counted), percent(selected.rate), or(ratio, number)],
        ...[or(precision?.rate, percent), or(recall?.rate, percent)],
      ]),
    );
    expect(await rowsOf(table(prediction.bandsBy("gender")))).toEqual(
      groups.map(({ group, bands }) => [nameOf(group), ...bands.map(({ share }) => percent(share.rate))]),
    );
    expect(await seriousFaults(page)).toEqual([]);
    expect(one.complaints).toEqual([]);
    await one.close();

    /** What is in use, learned now where nobody has had it learned before. */
    async function champion(): Promise<Training> {
      const { items } = await client.predictions.list();
      if (!items.some(({ name }) => name === WIN.params.name)) {
        await client.predictions.create({
          body: { ...WIN.params, model: LIKELY.params.name, horizon: Number(HORIZON) },
        });
      }
      await expect.poll(async () => (await client.predictions.get(WIN)).champion, WAIT).not.toBeNull();
      const own = (await client.predictions.trainings(WIN)).items.find(({ state }) => state === "champion");
      if (!own) throw new Error("There is no champion");
      return own;
    }
  });
}

function truthOf(study: Study) {
  if (study.kind !== "truth" || !study.result) throw new Error("There is no answer");
  return study.result;
}

/** How people say what is read of a lead in this house. */
function inWords(feature: string): string {
  const { features } = prediction;
  const [, kind, read = ""] = /^(trait|title)\.(.+)$/.exec(feature) ?? [];
  if (kind === "trait") return read;
  if (read === "seniority" || read === "department") return features.titles[read];
  const [, signal = "", days, how] = /^signal\.(.+)\.(?:(\d+)d|(ever|first|last))$/.exec(feature) ?? [];
  if (days !== undefined) return features.lately(signal, Number(days));
  if (how === "ever" || how === "first" || how === "last") return features[how](signal);
  return `no words for ${feature}`;
}
