import type { Condition } from "@plumbline/scoring";
import type { Answered } from "../api.ts";

export type ListedSegment = Answered<"segments", "list">["items"][number];
export type WholeSegment = Answered<"segments", "get">;
export type Holder = WholeSegment["usedBy"][number];

/** What people call a segment. */
export function calledSegment({ label, name }: { readonly label: string | null; readonly name: string }): string {
  return label ?? name;
}

/** Where a lead has to be under a live model, as it is being written. */
export type WithinDraft = {
  readonly model: string;
  readonly by: "bands" | "total";
  readonly bands: readonly string[];
  readonly totalFrom: number | null;
  readonly totalTo: number | null;
};

/** A segment as it is being written. */
export type SegmentDraft = {
  readonly kind: "live" | "fixed";
  readonly name: string;
  /** Whether somebody wrote the name; until then it follows the label. */
  readonly isNamed: boolean;
  readonly label: string;
  readonly note: string;
  readonly model: string | null;
  readonly where: Condition;
  readonly signals: Readonly<Record<string, object>>;
  readonly within: readonly WithinDraft[];
  /** The tag of what it began as. */
  readonly tag: string | null;
};

export const NEW_SEGMENT: SegmentDraft = {
  kind: "live",
  name: "",
  isNamed: false,
  label: "",
  note: "",
  model: null,
  where: { all: [] },
  signals: {},
  within: [],
  tag: null,
};

/** What there is, to be changed. */
export function draftOf(segment: WholeSegment, tag: string | null): SegmentDraft {
  const { kind, name, label, note, definition } = segment;
  return {
    ...NEW_SEGMENT,
    kind,
    name,
    isNamed: true,
    label: label ?? "",
    note,
    tag,
    ...(definition && {
      model: definition.model ?? null,
      where: definition.where as Condition,
      signals: (definition.signals ?? {}) as Readonly<Record<string, object>>,
      within: (definition.within ?? []).map((one) => ({
        model: one.model,
        by: one.bands ? ("bands" as const) : ("total" as const),
        bands: one.bands ?? [],
        totalFrom: one.totalFrom ?? null,
        totalTo: one.totalTo ?? null,
      })),
    }),
  };
}

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} _.+-]*$/u;
const LONGEST_NAME = 60;

/** Whether conditions can say a name. */
export function isName(name: string, longest = LONGEST_NAME): boolean {
  return NAME.test(name) && name.length <= longest;
}

/** A name for conditions from what people read: `Leads in Germany` is `leads-in-germany`. */
export function nameFrom(label: string): string {
  return label
    .normalize("NFC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, LONGEST_NAME)
    .replace(/-+$/, "");
}

type WithinProblem = "bandsNeeded" | "totalNeeded" | "totalReversed";

/** What is wrong with a limit by score. */
export function withinProblem({ by, bands, totalFrom, totalTo }: WithinDraft): WithinProblem | undefined {
  if (by === "bands") return bands.length === 0 ? "bandsNeeded" : undefined;
  if (totalFrom === null && totalTo === null) return "totalNeeded";
  return totalFrom !== null && totalTo !== null && totalFrom > totalTo ? "totalReversed" : undefined;
}

/** What a live segment asks, as the API takes it; of limits by score only those that are whole. */
export function definitionOf({ where, model, signals, within }: SegmentDraft) {
  const whole = within.filter((one) => withinProblem(one) === undefined);
  return {
    where,
    ...(model !== null && { model }),
    ...(Object.keys(signals).length > 0 && { signals }),
    ...(whole.length > 0 && { within: whole.map(withinOf) }),
  };
}

function withinOf({ model, by, bands, totalFrom, totalTo }: WithinDraft) {
  if (by === "bands") return { model, bands: [...bands] };
  return { model, ...(totalFrom !== null && { totalFrom }), ...(totalTo !== null && { totalTo }) };
}

/** Whether a draft can be sent. */
export function isWhole(draft: SegmentDraft): boolean {
  return isName(draft.name) && draft.within.every((one) => withinProblem(one) === undefined);
}
