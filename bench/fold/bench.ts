import { compile, type Event, type SignalStates } from "@plumbline/scoring";
import type { Tell } from "../report.ts";
import { duel, fastestOf, medianOf, secondsOf, secondsOfBatches } from "../timing.ts";
import { measureByHand, type StatesByHand } from "./by-hand.ts";
import { type LeadEvent, makeEvents, scattered } from "./events.ts";
import { FOLD_MODEL } from "./model.ts";

const COUNT = 200_000;
const LEADS = 20_000;
const SIGNALS = Object.keys(FOLD_MODEL.signals ?? {}).length;

/** Events folded with fifty signals: by us, and by code written by hand for them. */
export async function benchFold(tell: Tell): Promise<void> {
  const { measurer } = compile(FOLD_MODEL);
  const events = makeEvents(COUNT, LEADS);
  const texts = events.map(({ event }) => JSON.stringify(event));
  /** Folds batches of events that have just been decoded; with the first one, leads begin anew. */
  const folding = <States>(fresh: () => States, measure: (states: States, event: Event) => void) => {
    let states: States[] = [];
    return (from: number, to: number) => {
      if (from === 0) states = Array.from({ length: LEADS }, fresh);
      const decoded = texts.slice(from, to).map((text) => JSON.parse(text) as Event);
      return () => {
        for (const [i, event] of decoded.entries()) {
          measure(states[(events[from + i] as LeadEvent).lead] as States, event);
        }
      };
    };
  };
  const fresh = (): SignalStates => new Map();
  const ours = folding(fresh, measurer.measure);
  const byHand = folding((): StatesByHand => new Array<undefined>(SIGNALS).fill(undefined), measureByHand);

  const rate = COUNT / medianOf(() => secondsOfBatches(COUNT, ours));
  tell("events folded with 50 signals, events/s", figure(rate), "≥ 1,000,000", rate >= 1_000_000);
  const limit = COUNT / medianOf(() => secondsOfBatches(COUNT, byHand));
  tell("… by code written for these signals (the limit)", figure(limit), "", null);
  tell("… ours against it", `${(await duel(COUNT, ours, byHand)).toFixed(2)} ×`, "", null);

  const few = makeEvents(5_000, 200);
  const warm = fastestOf(200, () => secondsOfAll(few, Array.from({ length: 200 }, fresh), measurer));
  tell("… 5,000 events again and again, the fastest of 200 rounds", figure(few.length / warm), "", null);
  const spread = scattered(events, LEADS);
  const cold = medianOf(() => secondsOfAll(spread, Array.from({ length: LEADS }, fresh), measurer));
  tell("… each event another lead's, nearly always on a new day", figure(COUNT / cold), "", null);
}

function secondsOfAll(
  events: readonly LeadEvent[],
  states: readonly SignalStates[],
  { measure }: ReturnType<typeof compile>["measurer"],
): number {
  return secondsOf(() => {
    for (const { lead, event } of events) measure(states[lead] as SignalStates, event);
  });
}

const figure = (perSecond: number) => Math.round(perSecond).toLocaleString("en");
