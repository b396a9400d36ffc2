import type { Truth } from "./study.ts";

type Verdict = "true" | "chance" | "reversed" | "unknown";

export type Headline = {
  readonly verdict: Verdict;
  /** How often of a hundred pairs the one that converted is first. */
  readonly pairs: { readonly of100: number; readonly low: number; readonly high: number } | null;
  /** The highest band with leads in it, against all. */
  readonly top: { readonly band: string; readonly times: number; readonly isSure: boolean } | null;
  /** Bands whose leads convert less often than those of the one below, beyond chance. */
  readonly outOfOrder: readonly { readonly upper: string; readonly lower: string }[];
};

const CHANCE = 0.5;

/** What the figures come to, for whoever reads one sentence. */
export function headlineOf({ auc, bands, conversion }: Truth): Headline {
  const named = bands.flatMap(({ group, conversion: own }) => (group !== null && own ? [{ group, own }] : []));
  const top = named.at(-1);
  return {
    verdict: auc.enough ? verdictOf(auc.interval) : "unknown",
    pairs: auc.enough
      ? { of100: hundredths(auc.auc), low: hundredths(auc.interval.low), high: hundredths(auc.interval.high) }
      : null,
    top:
      top && conversion && conversion.rate > 0
        ? {
            band: top.group,
            times: rounded(top.own.rate / conversion.rate),
            isSure: top.own.interval.low > conversion.rate || top.own.interval.high < conversion.rate,
          }
        : null,
    outOfOrder: named.slice(1).flatMap(({ group, own }, at) => {
      const below = named[at];
      return below && own.interval.high < below.own.interval.low ? [{ upper: group, lower: below.group }] : [];
    }),
  };
}

function verdictOf({ low, high }: { readonly low: number; readonly high: number }): Verdict {
  if (low > CHANCE) return "true";
  return high < CHANCE ? "reversed" : "chance";
}

const hundredths = (share: number) => Math.round(share * 100);
const rounded = (times: number) => (times < 10 ? Math.round(times * 10) / 10 : Math.round(times));
