import type { JsonObject, Zone } from "@plumbline/scoring";
import { wordReader } from "./field.ts";
import { closeInput, type Input } from "./input.ts";
import { completeSources, TRAIT_KINDS } from "./map/column-kind.ts";
import type { FileMap, LeadMap } from "./map/file-map.ts";
import { columnsIn, guessLeadMap } from "./map/guess-map.ts";
import { membersReader, othersOf } from "./members.ts";
import { misreader, type Reject, type RejectReason, type Report, rejecter, rejectOf } from "./report.ts";
import { isVoid, openTable, type Row, type Table } from "./table.ts";

/** How a file is read, and where is told what came of it. */
export type ReadOptions = {
  /** The workspace's zone: where clocks are read that say no offset. */
  readonly zone: Zone;
  /** Filled in as reading goes; see `newReport`. */
  readonly report: Report;
  readonly map?: FileMap;
  /** Names events that have no id of their own; asked for each in the order of the file. */
  readonly lineId?: (line: number) => string;
  readonly onReject?: (reject: Reject) => void;
};

/** One person of a list. */
export type Lead = {
  /** By what the list knows this lead: its id, else the e-mail address, else the anonymous id, else its line. */
  readonly id: string;
  readonly identities: { readonly userId?: string; readonly email?: string; readonly anonymousId?: string };
  readonly traits: JsonObject;
  readonly line: number;
};

/** Reads a list of leads, some at a time. A lead that stands in a list twice comes twice. */
export async function* readLeads(input: Input, options: ReadOptions): AsyncGenerator<readonly Lead[]> {
  const { report, zone } = options;
  const tell = rejecter(report, options.onReject);
  try {
    const table = await openTable(input, tell);
    report.format = table.format;
    if (isVoid(table)) return;
    const read = leadReader(leadMapOf(table, options), table, zone, report);
    for await (const { records, lines, rejects } of table.batches) {
      const leads: Lead[] = [];
      const refused = [...rejects];
      records.forEach((row, at) => {
        const line = lines[at] as number;
        const lead = read(row, line);
        if ("code" in lead) refused.push(rejectOf(line, lead, () => table.textOf(row)));
        else leads.push(lead);
      });
      tell(refused);
      report.read += leads.length;
      if (leads.length + refused.length > 0) yield leads;
    }
  } finally {
    await closeInput(input);
  }
}

/** The map that was given, completed with what can be guessed. */
function leadMapOf({ samples, others }: Table, { map, report }: ReadOptions): LeadMap {
  const { map: guessed, guesses, unmapped } = guessLeadMap(samples, map?.leads);
  const { traits = {}, ...own } = guessed;
  // A list that names nobody can be scored all the same: its leads are called by their lines.
  report.noLeadIds = !own.id && !own.email && !own.anonymousId;
  const complete = { ...own, traits: completeSources(traits, others ? [] : unmapped, TRAIT_KINDS, samples) };
  report.map = { leads: complete };
  report.guesses = guesses;
  report.unmapped = unmapped;
  return complete;
}

function leadReader(
  map: LeadMap,
  table: Table,
  zone: Zone,
  report: Report,
): (row: Row, line: number) => Lead | RejectReason {
  const setting = { cell: table.cell, zone, misread: misreader(report) };
  const readId = wordReader(map.id, setting);
  const readEmail = wordReader(map.email, setting);
  const readAnonymousId = wordReader(map.anonymousId, setting);
  const readTraits = membersReader(map.traits ?? {}, setting, othersOf(table, map));
  const cutShort = table.cutShort(columnsIn([map.id, map.email, map.anonymousId]));
  return (row, line) => {
    const cut = cutShort(row);
    if (cut) return cut;
    const userId = readId(row, line);
    const said = readEmail(row, line);
    const email = said?.includes("@") ? said.toLowerCase() : undefined;
    const anonymousId = readAnonymousId(row, line);
    const id = userId ?? email ?? anonymousId ?? (report.noLeadIds ? `line:${line}` : undefined);
    if (id === undefined) return { code: "no-identity" };
    const traits = readTraits(row, line) ?? {};
    if (said !== undefined) traits["email"] ??= said;
    return { id, identities: identitiesOf(userId, email, anonymousId), traits, line };
  };
}

function identitiesOf(
  userId: string | undefined,
  email: string | undefined,
  anonymousId: string | undefined,
): Lead["identities"] {
  return {
    ...(userId === undefined ? {} : { userId }),
    ...(email === undefined ? {} : { email }),
    ...(anonymousId === undefined ? {} : { anonymousId }),
  };
}
