import { routes } from "@plumbline/api";
import type { ModelProblem } from "@plumbline/scoring";
import {
  changeSegment,
  countSubjects,
  dropSegment,
  dropSignals,
  findHighestIdentity,
  findSegment,
  findSegmentSizes,
  findSegments,
  findSegmentTrends,
  keepPins,
  keepSegment,
  keepSignals,
  raiseConfigVersion,
  type SegmentRow,
  type Session,
} from "@plumbline/store";
import { type Configuration, readConfiguration } from "../../configuration.ts";
import { missingSignals } from "../../segment/advance-segment.ts";
import { contentHash, findLibrary } from "../../segment/library.ts";
import { previewSegment } from "../../segment/preview-segment.ts";
import { type SegmentDefinition, writeSegment } from "../../segment/write-segment.ts";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import type { KnownConfigurations } from "../known-configurations.ts";
import { refuseScores } from "../models/read-model.ts";
import { bad } from "../read-request.ts";
import { found, Refusal } from "../refusal.ts";
import { allSegmentHolders, saySegment, sayTrend, sayWhole, segmentHolders, tagOf } from "./say-segment.ts";

/** Every lead that is settled is asked by all of them. */
const MOST_SEGMENTS = 200;
/** What a list shows of where they go. */
const TREND_DAYS = 30;
const CHANGING = { configuration: "changing" } as const;

export function answerSegments(api: Api, known: KnownConfigurations): void {
  const { segments } = routes;

  answer(api, segments.list, async ({ session, now }) => {
    const sizes = await findSegmentSizes(session);
    const from = (await known(session)).zone.dayOf(now) - TREND_DAYS + 1;
    const trends = Map.groupBy(await findSegmentTrends(session, null, from), ({ segment_id }) => segment_id);
    const usedBy = await allSegmentHolders(session);
    const say = (row: SegmentRow) => ({
      ...saySegment(row, sizes),
      trend: sayTrend(trends.get(row.segment_id) ?? [], from, TREND_DAYS).map(({ size }) => size),
      usedBy: usedBy(row),
    });
    return { items: (await findSegments(session)).map(say) };
  });

  answer(api, segments.get, async ({ session, params, tag }) => {
    const row = await segmentOf(session, params.id);
    tag(tagOf(row));
    return sayWhole(session, row);
  });

  answer(
    api,
    segments.create,
    async ({ session, body, caller, now, note, tag }) => {
      if ((await findSegments(session)).length >= MOST_SEGMENTS) {
        throw new Refusal({ code: "too-many-segments", most: MOST_SEGMENTS });
      }
      const { name, label = null, note: about, where, ...asked } = body;
      if (where === undefined && Object.values(asked).some((part) => part !== undefined)) {
        throw bad("body", "where", "missing");
      }
      const definition = where === undefined ? null : { where, ...asked };
      const meant = await meantBy(session, await known(session), definition, name, now);
      const kind = definition ? "live" : "fixed";
      const given = { name, label, note: about, kind, author: caller.by } as const;
      const row = await keepSegment(session, { ...given, ...meant.content }, now);
      if (!row) throw new Refusal({ code: "already-there", what: "segment" });
      await keepPins(session, { holder: "segment", id: row.segment_id }, meant.pins);
      await raiseConfigVersion(session);
      note({ subject: String(row.segment_id), details: { name, kind } });
      tag(tagOf(row));
      return sayWhole(session, row);
    },
    CHANGING,
  );

  answer(
    api,
    segments.change,
    async ({ session, params, body, ifMatch, now, note, tag }) => {
      const row = await segmentOf(session, params.id);
      if (ifMatch === undefined) throw new Refusal({ code: "tag-needed" });
      if (ifMatch !== "*" && ifMatch !== tagOf(row)) throw new Refusal({ code: "tag-mismatch" });
      const { label = row.label, note: about = row.note, ...asked } = body;
      const isAsked = Object.values(asked).some((part) => part !== undefined);
      const definition = { ...definitionOf(row, isAsked), ...asked } as SegmentDefinition;
      const changed = await write(
        session,
        await known(session),
        { ...row, label, note: about },
        isAsked ? definition : undefined,
        now,
      );
      note({ details: { changed: Object.keys(body) } });
      tag(tagOf(changed));
      return sayWhole(session, changed);
    },
    CHANGING,
  );

  answer(
    api,
    segments.refresh,
    async ({ session, params, now, tag }) => {
      const row = await segmentOf(session, params.id);
      const changed = await write(session, await known(session), row, definitionOf(row, true), now);
      tag(tagOf(changed));
      return sayWhole(session, changed);
    },
    CHANGING,
  );

  answer(
    api,
    segments.drop,
    async ({ session, params, note }) => {
      const row = await segmentOf(session, params.id);
      const by = (await segmentHolders(session, row)).map(({ kind, name }) => ({ kind, name }));
      if (by.length > 0) throw new Refusal({ code: "in-use", by });
      await dropSegment(session, row.segment_id);
      await forgetSignals(session);
      await raiseConfigVersion(session);
      note({ details: { name: row.name } });
      return undefined;
    },
    CHANGING,
  );

  answer(api, segments.preview, async ({ session, body, now }) => {
    const configuration = await known(session);
    const { body: meant, model } = await read(session, configuration, body, undefined);
    const asked = { model, within: meant.within ?? [] };
    const { size, looked, sample } = await previewSegment(session, configuration, asked, now, Math.random);
    return { size, looked, sample: sample.map(({ id, name }) => ({ id: String(id), name })) };
  });
}

export async function segmentOf(session: Session, id: string): Promise<SegmentRow> {
  return found(await findSegment(session, Number(id)), "segment");
}

/** What a live segment was written as; a fixed one has nothing to be asked. */
function definitionOf({ kind, definition }: SegmentRow, isAsked: boolean): SegmentDefinition | undefined {
  if (kind === "live") return definition as SegmentDefinition;
  if (isAsked) throw new Refusal({ code: "segment-fixed" });
  return undefined;
}

async function write(
  session: Session,
  configuration: Configuration,
  row: SegmentRow,
  definition: SegmentDefinition | undefined,
  now: number,
): Promise<SegmentRow> {
  const meant = definition && (await meantBy(session, configuration, definition, row.name, now));
  const { label, note } = row;
  // What means the same has nobody asked anew.
  const isSame = meant === undefined || meant.content.hash === row.hash;
  const content = isSame ? { ...row, definition: definition ?? row.definition } : meant.content;
  const changed = found(await changeSegment(session, row.segment_id, { ...content, label, note }, now), "segment");
  if (meant) await keepPins(session, { holder: "segment", id: row.segment_id }, meant.pins);
  await forgetSignals(session);
  await raiseConfigVersion(session);
  return changed;
}

/** What nothing measures any more has to be filled again before anything may count it. */
async function forgetSignals(session: Session): Promise<void> {
  await dropSignals(session, (await readConfiguration(session)).measurer.keys);
}

/** What is to be kept of a segment; null is a fixed one. */
async function meantBy(
  session: Session,
  configuration: Configuration,
  definition: SegmentDefinition | null,
  name: string,
  now: number,
) {
  if (!definition) {
    const nothing = { definition: null, body: {}, hash: contentHash(name), state: "live" as const, total: 0 };
    return { content: nothing, pins: [] };
  }
  const { body, model, pins } = await read(session, configuration, definition, name);
  const missing = await missingSignals(session, model, configuration.zone);
  if (missing.length > 0) await keepSignals(session, missing, "filling", now);
  const state = missing.length > 0 ? ("filling" as const) : ("building" as const);
  const total = missing.length > 0 ? await findHighestIdentity(session) : await countSubjects(session, "lead");
  return { content: { definition, body, hash: contentHash(body), state, total }, pins };
}

/** Reads a definition; refuses where it makes no sense. `own` is the segment itself: it cannot ask for itself. */
async function read(
  session: Session,
  configuration: Configuration,
  definition: SegmentDefinition,
  own: string | undefined,
) {
  const library = await findLibrary(session);
  const others = Object.fromEntries(Object.entries(library.segments).filter(([name]) => name !== own));
  const written = writeSegment(definition, configuration, { ...library, segments: others });
  if (written.ok) return written;
  if ("notLive" in written) throw new Refusal({ code: "model-not-live", model: written.notLive });
  if ("noBand" in written) throw bad("body", written.noBand.at, "not-one-of", written.noBand.known.join(", "));
  const placed = written.problems.map(placedAtStart);
  refuseScores(placed, library);
  throw new Refusal({ code: "model-invalid", problems: placed });
}

const placedAtStart = (problem: ModelProblem) => ({
  line: 1,
  column: 1,
  problem: { ...problem, path: [...problem.path] },
});
