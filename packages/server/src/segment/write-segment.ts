import {
  checkModel,
  flatten,
  type Json,
  type Model,
  type ModelProblem,
  parseModel,
  pinModel,
  segmentModel,
  standAlone,
} from "@plumbline/scoring";
import type { PinRow } from "@plumbline/store";
import type { Configuration, ScoringVersion } from "../configuration.ts";
import type { SegmentBody, Within } from "./compiled-segment.ts";
import { type HashedLibrary, pinRows } from "./library.ts";

/** A live segment as somebody writes it. */
export type SegmentDefinition = {
  readonly where: Json;
  /** Whose words are meant. */
  readonly model?: string | undefined;
  readonly signals?: Readonly<Record<string, Json>> | undefined;
  readonly within?: readonly Within[] | undefined;
};

export type WrittenSegment =
  | { readonly ok: true; readonly body: SegmentBody; readonly model: Model; readonly pins: readonly PinRow[] }
  | { readonly ok: false; readonly problems: readonly ModelProblem[] }
  /** No version of the model is live. */
  | { readonly ok: false; readonly notLive: string }
  /** The model has no such band. */
  | { readonly ok: false; readonly noBand: { readonly at: string; readonly known: readonly string[] } };

/**
 * Reads a condition in the words of a live model, and copies what it speaks of: the segment means the same until it is
 * written again.
 */
export function writeSegment(
  { where, model, signals, within }: SegmentDefinition,
  { leadVersions }: Pick<Configuration, "leadVersions">,
  library: HashedLibrary,
): WrittenSegment {
  const live = leadVersions.filter(({ isLive }) => isLive).sort((a, b) => b.publicationId - a.publicationId);
  const version = model === undefined ? live[0] : live.find(({ name }) => name === model);
  if (model !== undefined && !version) return { ok: false, notLive: model };
  const wrong = wrongWithin(within ?? [], live);
  if (wrong) return wrong;
  const { lists, profiles, signals: theirs } = version ? flatten(version.compiled.model, null) : ({} as Partial<Model>);
  const words = { ...(lists && { lists }), ...(profiles && { profiles }), signals: { ...theirs, ...signals } };
  const parsed = parseModel(segmentModel({ where, ...words } as Parameters<typeof segmentModel>[0]));
  if (!parsed.ok) return { ok: false, problems: parsed.problems.map(inWhere) };
  const pinned = pinModel(parsed.model, library);
  const problems = checkModel(pinned.model);
  if (problems.length > 0) return { ok: false, problems: problems.map(inWhere) };
  const segment = standAlone(pinned.model.who ?? { all: [] }, pinned.model);
  const used = pinned.lists.filter((name) => segment.lists && Object.hasOwn(segment.lists, name));
  return {
    ok: true,
    body: { ...segment, ...(within && { within }) },
    model: segmentModel(segment),
    pins: pinRows({ ...pinned, lists: used }, library),
  };
}

function inWhere(problem: ModelProblem): ModelProblem {
  const [first, ...rest] = problem.path;
  return first === "who" ? { ...problem, path: ["where", ...rest] } : problem;
}

function wrongWithin(within: readonly Within[], live: readonly ScoringVersion[]) {
  for (const [i, { model, bands = [] }] of within.entries()) {
    const version = live.find(({ name }) => name === model);
    if (!version) return { ok: false, notLive: model } as const;
    const known = (version.compiled.model.bands ?? []).map(({ name }) => name);
    const at = bands.findIndex((band) => !known.includes(band));
    if (at >= 0) return { ok: false, noBand: { at: `within.${i}.bands.${at}`, known } } as const;
  }
  return undefined;
}
