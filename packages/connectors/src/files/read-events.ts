import type { Event } from "@plumbline/scoring";
import { assembleEvent, type LineId } from "./assemble-event.ts";
import { type FieldSetting, rawOf, timeReader, wordReader } from "./field.ts";
import { closeInput, type Input } from "./input.ts";
import { completeSources, withStyle } from "./map/column-kind.ts";
import type { EventMap, Source } from "./map/file-map.ts";
import { columnsIn, guessEventMap } from "./map/guess-map.ts";
import { membersReader, othersOf } from "./members.ts";
import { FileError } from "./problem.ts";
import type { ReadOptions } from "./read-leads.ts";
import type { Batch } from "./records.ts";
import { misreader, type RejectReason, rejecter, rejectOf } from "./report.ts";
import { isSegmentLog, segmentReader } from "./segment-event.ts";
import { isVoid, openTable, type Row, type Table } from "./table.ts";

export type ReadEvent = (row: Row, line: number) => Event | RejectReason;

/** Some events, and the line on which each begins. */
export type PlacedEvents = { readonly events: readonly Event[]; readonly lines: readonly number[] };

/**
 * Reads a log of events, some at a time, so that whoever folds them can do so in a plain loop.
 * Events without an id get one from their line, and are counted: of them, the same event twice
 * cannot be seen.
 */
export async function* readEvents(input: Input, options: ReadOptions): AsyncGenerator<readonly Event[]> {
  for await (const { events } of readPlacedEvents(input, options)) if (events.length > 0) yield events;
}

/** The same, for who has to know where each stands: what is rejected between two batches is told before the second. */
export async function* readPlacedEvents(input: Input, options: ReadOptions): AsyncGenerator<PlacedEvents> {
  const { report } = options;
  const tell = rejecter(report, options.onReject);
  try {
    const table = await openTable(input, tell);
    report.format = table.format;
    if (isVoid(table)) return;
    const readEvent = eventReader(input.name, table, options);
    for await (const batch of table.batches) {
      const refused = [...batch.rejects];
      const placed = eventsOf(batch, readEvent, (row, line, reason) =>
        refused.push(rejectOf(line, reason, () => table.textOf(row))),
      );
      tell(refused);
      report.read += placed.events.length;
      yield placed;
    }
  } finally {
    await closeInput(input);
  }
}

/** The records of a batch that are events, with their lines; what is none is refused. */
export function eventsOf(
  { records, lines }: Batch<Row>,
  readEvent: ReadEvent,
  refuse: (row: Row, line: number, reason: RejectReason) => void,
): PlacedEvents {
  const events: Event[] = [];
  const places: number[] = [];
  for (let at = 0; at < records.length; at++) {
    const row = records[at] as Row;
    const line = lines[at] as number;
    const read = readEvent(row, line);
    if (isEvent(read)) {
      events.push(read);
      places.push(line);
    } else refuse(row, line, read);
  }
  return { events, lines: places };
}

/** Asked of every record: to look whether there is a `code` is faster than `"code" in` it. */
function isEvent(read: Event | RejectReason): read is Event {
  return (read as RejectReason).code === undefined;
}

function eventReader(file: string, table: Table, options: ReadOptions): ReadEvent {
  const { map, report, zone } = options;
  const lineId = lineIds(file, options);
  const setting = { cell: table.cell, zone, misread: misreader(report) };
  if (!map?.events && table.others && isSegmentLog(table.first)) {
    report.noMessageIds = !table.columns.includes("messageId");
    return segmentReader(setting, lineId);
  }
  const complete = eventMapOf(file, table, options);
  report.noMessageIds = !complete.messageId;
  return mappedReader(complete, table, setting, lineId);
}

/**
 * Ids for events that have none. They sort as the lines do, so that of two values of the same
 * instant the later line's counts, and differ between files.
 */
export function lineIds(file: string, { report, lineId }: Pick<ReadOptions, "report" | "lineId">): LineId {
  return (line) => {
    if (!report.noMessageIds) report.withoutMessageId++;
    return lineId?.(line) ?? `line:${String(line).padStart(9, "0")}:${file}`;
  };
}

/** The map that was given, completed with what can be guessed. */
function eventMapOf(file: string, { columns, samples, others }: Table, { map, report }: ReadOptions): EventMap {
  const { map: guessed, guesses, unmapped } = guessEventMap(samples, map?.events);
  const missing = missingOf(guessed);
  if (missing) throw new FileError({ code: "unknown-source", file, target: missing, columns });
  const { timestamp = {}, properties = {}, ...own } = guessed;
  const { as: _, ...time } = withStyle({ ...timestamp, as: "date" }, samples);
  const complete = {
    ...own,
    timestamp: time,
    properties: completeSources(properties, others ? [] : unmapped, new Map(), samples),
  };
  report.map = { events: complete };
  report.guesses = guesses;
  report.unmapped = unmapped;
  return complete;
}

function missingOf(map: EventMap): "timestamp" | "identity" | "event" | undefined {
  if (!map.timestamp) return "timestamp";
  if (!map.userId && !map.anonymousId && !map.email) return "identity";
  const isTrack = map.type === undefined || map.type.value === "track";
  return isTrack && !map.event ? "event" : undefined;
}

function mappedReader(map: EventMap, table: Table, setting: FieldSetting, lineId: LineId): ReadEvent {
  const { timestamp = {} } = map;
  const word = (source: Source | undefined) => wordReader(source, setting);
  const [readMessageId, readType, readEvent, readName] = [
    word(map.messageId),
    word(map.type),
    word(map.event),
    word(map.name),
  ];
  const [readUserId, readAnonymousId, readEmail] = [word(map.userId), word(map.anonymousId), word(map.email)];
  const [readGroupId, readPreviousId] = [word(map.groupId), word(map.previousId)];
  const readStamp = rawOf(timestamp, setting);
  const readTime = timeReader(timestamp, setting.zone);
  const readProperties = membersReader(map.properties ?? {}, setting, othersOf(table, map));
  const readTraits = membersReader(map.traits ?? {}, setting);
  const readContext = membersReader(map.context ?? {}, setting);
  const cutShort = table.cutShort(columnsIn([map.userId, map.anonymousId, map.email, map.timestamp]));

  return (row, line) => {
    const cut = cutShort(row);
    if (cut) return cut;
    const anonymousId = readAnonymousId(row, line);
    const email = readEmail(row, line)?.toLowerCase();
    // Many systems know people by their address alone.
    const userId = readUserId(row, line) ?? (anonymousId === undefined ? email : undefined);
    if (userId === undefined && anonymousId === undefined) return { code: "no-identity" };
    const context = readContext(row, line);
    return assembleEvent(
      {
        messageId: readMessageId(row, line),
        line,
        type: readType(row, line),
        stamp: readStamp(row),
        userId,
        anonymousId,
        groupId: readGroupId(row, line),
        previousId: readPreviousId(row, line),
        event: readEvent(row, line),
        name: readName(row, line),
        properties: readProperties(row, line),
        traits: readTraits(row, line),
        context: email === undefined ? context : { ...context, traits: { email } },
      },
      readTime,
      lineId,
    );
  };
}
