import { routes } from "@plumbline/api";
import { type CompiledModel, fromPoints } from "@plumbline/scoring";
import {
  type BandStep,
  countBandSteps,
  countRanked,
  findTotalRange,
  type RankedRow,
  type Session,
} from "@plumbline/store";
import type { ScoringVersion } from "../../configuration.ts";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import type { KnownConfigurations } from "../known-configurations.ts";
import type { ListPlace } from "./list-order.ts";
import { decided, look, type Search, searchFor } from "./search-leads.ts";

const STEPS = 50;
/** Of more scores than these, a part stands for all. */
const COUNTED = 20_000;
const SAMPLE = 15_000;
/** How long those of a filter are counted, in ms. */
const PATIENCE = 700;
/** What is decided here costs more than what the database decides. */
const WINDOW = { inDatabase: 6400, here: 800 };

/** How many leads are in which band: of all, with how totals are distributed, or of those that a filter lets through. */
export function bandsRoute(api: Api, known: KnownConfigurations): void {
  answer(api, routes.reports.bands, async ({ session, query, now }) => {
    const search = await searchFor(session, await known(session), query, now);
    const { version, filter } = search;
    const report = filter.isEmpty ? await ofAll(session, version) : await ofSome(search);
    return { model: version.name, version: version.number, ...report };
  });
}

/** From one look at the scores. */
async function ofAll(session: Session, { versionId, compiled }: ScoringVersion) {
  const range = await findTotalRange(session, versionId);
  const all = await countRanked(session, versionId, COUNTED);
  const percent = all.isEstimate ? (100 * SAMPLE) / all.value : 100;
  const counted = range ? await countBandSteps(session, versionId, { ...range, steps: STEPS }, percent) : [];
  const factor = all.value / Math.max(1, sum(counted.map(({ count }) => count)));
  const scale = (count: number) => Math.round(count * (all.isEstimate ? factor : 1));
  return {
    count: all.value,
    isEstimate: all.isEstimate,
    isWhole: true,
    bands: sayBands(compiled, counted, scale),
    histogram: range ? histogramOf(counted, range, scale) : null,
  };
}

/** By walking as the list does, as far as one gets in some time. */
async function ofSome(search: Search) {
  const { version, filter } = search;
  const deadline = performance.now() + PATIENCE;
  const window = filter.decide?.needs === "all" ? WINDOW.here : WINDOW.inDatabase;
  const counted = new Map<string | null, BandStep>();
  let isWhole = false;
  for (let place: ListPlace | undefined; !isWhole; ) {
    const step = await look(search, place, window);
    const rows = filter.decide ? await decided(search, filter.decide, step.rows) : step.rows;
    for (const row of rows) addTo(counted, row);
    isWhole = step.looked < window;
    place = step.end;
    if (performance.now() > deadline) break;
  }
  const bands = [...counted.values()];
  return {
    count: sum(bands.map(({ count }) => count)),
    isEstimate: false,
    isWhole,
    bands: sayBands(version.compiled, bands, (count) => count),
    histogram: null,
  };
}

function addTo(counted: Map<string | null, BandStep>, { band, total }: RankedRow): void {
  // Whoever searches by name finds those without a score, too; they are in no list of bands.
  if (total === null) return;
  const known = counted.get(band) ?? { band, step: 1, count: 0, sum: 0 };
  counted.set(band, { ...known, count: known.count + 1, sum: known.sum + total });
}

function sayBands({ model }: CompiledModel, counted: readonly BandStep[], scale: (count: number) => number) {
  const names = (model.bands ?? []).map((band) => band.name);
  return [...names, null].flatMap((band) => {
    const own = counted.filter((one) => one.band === band);
    return band === null && own.length === 0 ? [] : [sayBand(band, own, scale)];
  });
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

function sayBand(band: string | null, own: readonly BandStep[], scale: (count: number) => number) {
  const count = sum(own.map((one) => one.count));
  const mean = count === 0 ? null : fromPoints(Math.round(sum(own.map((one) => one.sum)) / count));
  return { band, count: scale(count), mean };
}

function histogramOf(
  counted: readonly BandStep[],
  { low, high }: { readonly low: number; readonly high: number },
  scale: (count: number) => number,
) {
  const width = (high + 1 - low) / STEPS;
  const counts = new Array<number>(STEPS).fill(0);
  for (const { step, count } of counted) counts[step - 1] = (counts[step - 1] ?? 0) + count;
  const steps = counts.map((count, i) => ({ from: fromPoints(Math.ceil(low + i * width)), count: scale(count) }));
  return { low: fromPoints(low), high: fromPoints(high), steps };
}
