import {
  type CompiledModel,
  compile,
  type Day,
  type Facts,
  type Model,
  type Placing,
  type PredictionReaders,
  place,
  type Segment,
  segmentModel,
  segmentTrait,
  toPoints,
  type Zone,
} from "@plumbline/scoring";
import type { SegmentRow } from "@plumbline/store";

/** Where a lead has to be under a model that is live. */
export type Within = {
  readonly model: string;
  readonly bands?: readonly string[] | undefined;
  readonly totalFrom?: number | undefined;
  readonly totalTo?: number | undefined;
};

/** What a live segment means: all that is kept of it. */
export type SegmentBody = Segment & { readonly within?: readonly Within[] };

/** A segment made ready to be asked. */
export type CompiledSegment = {
  readonly segmentId: number;
  readonly name: string;
  /** While everyone is asked for the first time, or anew, nobody is told. */
  readonly isLive: boolean;
  readonly within: readonly Within[];
  /** Of a live segment: what measures its signals. */
  readonly model: Model | undefined;
  readonly judge: Judge;
};

/** Whether a lead is in, and the day from which on it may be otherwise without anything happening. */
type Membership = { readonly inside: boolean; readonly dueOn: Day | null };

/** Where a lead is under the live version of a model of a name. */
export type StandingOf = (model: string) => Placing | null;

export type Judge = (facts: Facts, standing: StandingOf, day: Day) => Membership;

/** Compiles a segment with the predictions that it pins; it was checked when it was saved. */
export function compileSegment(
  { segment_id, name, kind, body, state }: Pick<SegmentRow, "segment_id" | "name" | "kind" | "body" | "state">,
  zone: Zone,
  predictions?: PredictionReaders,
): CompiledSegment {
  const isLive = state === "live";
  if (kind === "fixed") {
    return { segmentId: segment_id, name, isLive, within: [], model: undefined, judge: listed(name, segment_id) };
  }
  const { within = [], ...segment } = body as SegmentBody;
  const model = segmentModel(segment);
  return {
    segmentId: segment_id,
    name,
    isLive,
    within,
    model,
    judge: judgeOf(compile(model, zone, predictions && { predictions }), within),
  };
}

/** Who was put on a fixed segment carries its number: one of the same name that was removed had another. */
function listed(name: string, segmentId: number): Judge {
  const trait = segmentTrait(name);
  return ({ traits }) => ({ inside: traits[trait] === segmentId, dueOn: null });
}

export function judgeOf(compiled: CompiledModel, within: readonly Within[]): Judge {
  return (facts, standing, day) => {
    const { placing } = place(compiled, facts, null, day);
    return { inside: placing.total !== null && within.every((one) => isWithin(one, standing)), dueOn: placing.dueOn };
  };
}

function isWithin({ model, bands, totalFrom, totalTo }: Within, standing: StandingOf): boolean {
  const placing = standing(model);
  if (placing?.total == null) return false;
  if (bands && !bands.includes(placing.band?.band ?? "")) return false;
  if (totalFrom !== undefined && placing.total < toPoints(totalFrom)) return false;
  return totalTo === undefined || placing.total <= toPoints(totalTo);
}
