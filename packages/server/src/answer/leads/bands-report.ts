import { routes } from "@plumbline/api";
import { fromPoints } from "@plumbline/scoring";
import { type BandStep, countBandSteps, countRanked, findTotalRange } from "@plumbline/store";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { type KnownConfigurations, liveVersion } from "../known-configurations.ts";

const STEPS = 50;
/** Of more scores than these, a part stands for all. */
const COUNTED = 20_000;
const SAMPLE = 15_000;

/** How many leads are in which band, and how totals are distributed, from one look at the scores. */
export function bandsRoute(api: Api, known: KnownConfigurations): void {
  answer(api, routes.reports.bands, async ({ session, query }) => {
    const version = liveVersion(await known(session), "lead", query.model);
    const { versionId, name, number, compiled } = version;
    const range = await findTotalRange(session, versionId);
    const all = await countRanked(session, versionId, COUNTED);
    const percent = all.isEstimate ? (100 * SAMPLE) / all.value : 100;
    const counted = range ? await countBandSteps(session, versionId, { ...range, steps: STEPS }, percent) : [];
    const factor = all.value / Math.max(1, sum(counted.map(({ count }) => count)));
    const scale = (count: number) => Math.round(count * (all.isEstimate ? factor : 1));
    const names = (compiled.model.bands ?? []).map((band) => band.name);
    return {
      model: name,
      version: number,
      count: all.value,
      isEstimate: all.isEstimate,
      bands: [...names, null].flatMap((band) => {
        const own = counted.filter((one) => one.band === band);
        return band === null && own.length === 0 ? [] : [sayBand(band, own, scale)];
      }),
      histogram: range ? histogramOf(counted, range, scale) : null,
    };
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
