import { emailIdentity, type Identity, isPlaceholder, type JsonObject, type Zone } from "@plumbline/scoring";
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
  /** By its id, else its e-mail address, else its anonymous id; in a list that says none of them, its line. */
  readonly identity: Identity;
  readonly email?: string;
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
    const identity = identityIn(userId, email, anonymousId) ?? (report.noLeadIds ? `user:line:${line}` : undefined);
    if (identity === undefined) return { code: "no-identity" };
    const traits = readTraits(row, line) ?? {};
    if (said !== undefined) traits["email"] ??= said;
    return { identity, ...(email === undefined ? {} : { email }), traits, line };
  };
}

function identityIn(
  userId: string | undefined,
  email: string | undefined,
  anonymousId: string | undefined,
): Identity | undefined {
  if (userId !== undefined && !isPlaceholder(userId)) return `user:${userId}`;
  const address = email === undefined ? undefined : emailIdentity(email);
  if (address) return address;
  if (anonymousId !== undefined && !isPlaceholder(anonymousId)) return `anonymous:${anonymousId}`;
  // Not quite an address, such as `Ann <ann@example.com>`: it joins nobody, but names somebody.
  return email === undefined ? undefined : `user:${email}`;
}
