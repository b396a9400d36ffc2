import {
  FileError,
  type FileMap,
  type Input,
  type PlacedEvents,
  type ReadOptions,
  type Reject,
  type Report,
  readLeads,
  readOutcomes,
  readPlacedEvents,
} from "@plumbline/connectors";
import type { Event, Zone } from "@plumbline/scoring";
import type { ImportRow } from "@plumbline/store";
import { leadEvent } from "./lead-event.ts";
import { lineIds } from "./line-ids.ts";

/** One record of a file: an event, or what could not be read. */
export type FileRecord =
  | { readonly line: number; readonly event: Event; readonly reject?: undefined }
  | { readonly line: number; readonly reject: Reject };

export type RecordOptions = {
  readonly zone: Zone;
  readonly map: FileMap | undefined;
  /** Filled in as reading goes. */
  readonly report: Report;
  /** How many events, and how many rejects, were done before. */
  readonly skip: { readonly read: number; readonly rejected: number };
};

/** So many characters may be rejected in a row; where not one record can be read, it is another kind of file. */
const MOST_REJECTED = 1 << 26;

/** Reads the records of an import in the order of the file, some at a time, without those that were done before. */
export async function* readRecords(
  input: Input,
  row: Pick<ImportRow, "import_id" | "kind" | "created_at">,
  { zone, map, report, skip }: RecordOptions,
): AsyncGenerator<readonly FileRecord[]> {
  const rejects: Reject[] = [];
  let rejected = 0;
  let read = 0;
  let waiting = 0;
  const onReject = (reject: Reject): void => {
    rejected += 1;
    if (rejected <= skip.rejected) return;
    rejects.push(reject);
    waiting += reject.whole().length;
    if (waiting > MOST_REJECTED) throw new FileError({ code: "unreadable-file", file: input.name, cause: "E2BIG" });
  };
  const options: ReadOptions = { zone, report, onReject, lineId: lineIds(row.import_id), ...(map && { map }) };
  for await (const { events, lines } of eventsIn(input, row, options)) {
    const records: FileRecord[] = rejects.splice(0).map((reject) => ({ line: reject.line, reject }));
    waiting = 0;
    for (const [i, event] of events.entries()) {
      read += 1;
      if (read > skip.read) records.push({ line: lines[i] as number, event });
    }
    yield records.sort((a, b) => a.line - b.line);
  }
  yield rejects.map((reject) => ({ line: reject.line, reject }));
}

function eventsIn(
  input: Input,
  row: Pick<ImportRow, "import_id" | "kind" | "created_at">,
  options: ReadOptions,
): AsyncIterable<PlacedEvents> {
  if (row.kind === "events") return readPlacedEvents(input, options);
  if (row.kind === "outcomes") return readOutcomes(input, options);
  return leadEvents(input, row, options);
}

/** A list says what is known when it comes: that stands above what events said before, its last row above the others. */
async function* leadEvents(
  input: Input,
  { import_id, created_at }: Pick<ImportRow, "import_id" | "created_at">,
  options: ReadOptions,
): AsyncGenerator<PlacedEvents> {
  const idOf = lineIds(import_id);
  for await (const leads of readLeads(input, options)) {
    const { noLeadIds, guesses, unmapped } = options.report;
    // Without ids, the same leads would be others with every list.
    if (noLeadIds) {
      const columns = [...guesses.map(({ column }) => column), ...unmapped];
      throw new FileError({ code: "unknown-source", file: input.name, target: "identity", columns });
    }
    yield {
      events: leads.map((lead) => leadEvent(lead, idOf(lead.line), created_at)),
      lines: leads.map(({ line }) => line),
    };
  }
}
