import { assembleEvent, type LineId } from "./assemble-event.ts";
import { type FieldSetting, rawOf, timeReader, wordReader } from "./field.ts";
import { closeInput, type Input } from "./input.ts";
import { completeSources, withStyle } from "./map/column-kind.ts";
import type { OutcomeMap, Source } from "./map/file-map.ts";
import { columnsIn, guessOutcomeMap } from "./map/guess-map.ts";
import { membersReader, othersOf } from "./members.ts";
import { FileError } from "./problem.ts";
import { eventsOf, lineIds, type PlacedEvents, type ReadEvent } from "./read-events.ts";
import type { ReadOptions } from "./read-leads.ts";
import { misreader, rejecter, rejectOf } from "./report.ts";
import { isVoid, openTable, type Table } from "./table.ts";
import { type DealOutcome, readOutcome } from "./values/read-outcome.ts";

/** By what names models know the outcomes; see docs/events.md. */
const NAMES: Readonly<Record<DealOutcome, string>> = {
  won: "Opportunity Won",
  lost: "Opportunity Lost",
  opportunity: "Opportunity Created",
};

/**
 * Reads an export of deals or opportunities: each row says what became of one, as an event of its
 * lead with `value`, `currency` and `reason` among its properties. A deal that comes with its id is
 * counted once for each outcome, however many exports it stands in.
 */
export async function* readOutcomes(input: Input, options: ReadOptions): AsyncGenerator<PlacedEvents> {
  const { report } = options;
  const tell = rejecter(report, options.onReject);
  try {
    const table = await openTable(input, tell);
    report.format = table.format;
    if (isVoid(table)) return;
    const map = outcomeMapOf(input.name, table, options);
    report.noMessageIds = !map.messageId;
    const setting = { cell: table.cell, zone: options.zone, misread: misreader(report) };
    const read = outcomeReader(map, table, setting, lineIds(input.name, options));
    for await (const batch of table.batches) {
      const refused = [...batch.rejects];
      const placed = eventsOf(batch, read, (row, line, reason) =>
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

/** The map that was given, completed with what can be guessed. */
function outcomeMapOf(file: string, { columns, samples, others }: Table, { map, report }: ReadOptions): OutcomeMap {
  const { map: guessed, guesses, unmapped } = guessOutcomeMap(samples, map?.outcomes);
  const target = missingOf(guessed);
  if (target) throw new FileError({ code: "unknown-source", file, target, columns });
  const { properties = {}, value, currency, reason, ...own } = guessed;
  const named = {
    ...properties,
    ...(value && { value: { as: "number" as const, ...value } }),
    ...(currency && { currency }),
    ...(reason && { reason: { as: "text" as const, ...reason } }),
  };
  const { valueCurrency, ...complete } = completeSources(named, others ? [] : unmapped, new Map(), samples);
  const timed = (source: Source | undefined) => {
    const { as: _, ...time } = withStyle({ ...source, as: "date" }, samples);
    return time;
  };
  const whole = {
    ...own,
    ...(own.timestamp && { timestamp: timed(own.timestamp) }),
    ...(own.createdAt && { createdAt: timed(own.createdAt) }),
    // `12,000 €` says both.
    properties: { ...complete, ...(valueCurrency && { [currency ? "valueCurrency" : "currency"]: valueCurrency }) },
  };
  report.map = { outcomes: whole };
  report.guesses = guesses;
  report.unmapped = unmapped;
  return whole;
}

function missingOf(map: OutcomeMap): "timestamp" | "identity" | "event" | undefined {
  if (!map.timestamp && !map.createdAt) return "timestamp";
  if (!map.id && !map.email) return "identity";
  return map.outcome ? undefined : "event";
}

function outcomeReader(map: OutcomeMap, table: Table, setting: FieldSetting, lineId: LineId): ReadEvent {
  const word = (source: Source | undefined) => wordReader(source, setting);
  const [readDeal, readId, readEmail, readWord] = [
    word(map.messageId),
    word(map.id),
    word(map.email),
    word(map.outcome),
  ];
  const readProperties = membersReader(map.properties ?? {}, setting, othersOf(table, map));
  const cutShort = table.cutShort(columnsIn([map.id, map.email, map.outcome]));
  const closed = timeOf(map.timestamp ?? map.createdAt, setting);
  // An open deal has a day on which it is expected to close, and that has not come yet.
  const created = timeOf(map.createdAt ?? map.timestamp, setting);
  return (row, line) => {
    const cut = cutShort(row);
    if (cut) return cut;
    const email = readEmail(row, line)?.toLowerCase();
    const userId = readId(row, line) ?? email;
    if (userId === undefined) return { code: "no-identity" };
    const said = readWord(row, line);
    if (said === undefined) return { code: "no-event-name" };
    const outcome = readOutcome(said);
    if (outcome === undefined) return { code: "bad-event-type", value: said.slice(0, 100) };
    const time = outcome === "opportunity" ? created : closed;
    const deal = readDeal(row, line);
    return assembleEvent(
      {
        messageId: deal === undefined ? undefined : `outcome:${deal}:${outcome}`,
        line,
        type: "track",
        stamp: time.stamp(row),
        userId,
        anonymousId: undefined,
        groupId: undefined,
        previousId: undefined,
        event: NAMES[outcome],
        name: undefined,
        properties: readProperties(row, line),
        traits: undefined,
        context: email === undefined ? undefined : { traits: { email } },
      },
      time.read,
      lineId,
    );
  };
}

function timeOf(source: Source = {}, setting: FieldSetting) {
  return { stamp: rawOf(source, setting), read: timeReader(source, setting.zone) };
}
