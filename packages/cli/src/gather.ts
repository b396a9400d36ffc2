import {
  type FileMap,
  type Lead,
  newReport,
  openInput,
  type Reject,
  type Report,
  readEvents,
  readLeads,
  readMapFile,
} from "@plumbline/connectors";
import {
  accountOf,
  accountsOf,
  addLead,
  addToBook,
  type BookedLead,
  type Day,
  type Event,
  emailIdentity,
  type Facts,
  type Identity,
  isPlaceholder,
  type JsonObject,
  type LeadBook,
  leadsOf,
  type Measurer,
  type Model,
  measurerFor,
  newBook,
  type PredictionReader,
  quickDigest,
  readsAccounts,
  traitsOf,
  type Zone,
} from "@plumbline/scoring";
import { addObjection, type Objections, objects } from "./objections.ts";
import type { Progress } from "./progress.ts";
import { type SeenIds, seenIds } from "./seen-ids.ts";

/** Where leads and events come from, and how to read them. */
export type Sources = {
  readonly leads: string | undefined;
  readonly events: string | undefined;
  readonly map: string | undefined;
  readonly encoding: string | undefined;
  readonly joinByEmail: boolean;
};

/** Somebody or some company, ready to be scored. */
export type Candidate = {
  readonly id: string;
  /** Other ids that are the same lead. */
  readonly aliases: readonly string[];
  readonly facts: Facts;
};

/** What reading the files came to. `events = folded + duplicates + conflicts + later + nobody`. */
export type Gathered = {
  readonly candidates: readonly Candidate[];
  readonly leads: Report | undefined;
  readonly events: Report | undefined;
  readonly duplicates: number;
  /** Events that came again with the same id and other content: the first stands. */
  readonly conflicts: number;
  /** Events after the day asked for. */
  readonly later: number;
  /** Events of nobody. */
  readonly nobody: number;
  readonly lastEvent: number | undefined;
  /** Rows of the list whose id another row has, too. */
  readonly repeated: number;
  /** Ids that turned out to be other ids' leads, by e-mail, device or alias. */
  readonly joined: number;
};

type Counts = { listed: number; duplicates: number; conflicts: number; later: number; lastEvent: number | undefined };

export type GatherOptions = {
  /** The models that will score: what they measure is folded, of whom they score is put together. */
  readonly models: readonly Model[];
  /** Predictions that are read besides. */
  readonly also?: readonly PredictionReader[];
  readonly zone: Zone;
  readonly today: Day;
  readonly progress: Progress;
  readonly onReject: (file: string, reject: Reject) => void;
};

/** Reads leads and events and folds them; at no time are the events in memory. */
export async function gather(sources: Sources, options: GatherOptions): Promise<Gathered> {
  const { models, zone, today, also = [] } = options;
  const map = sources.map === undefined ? undefined : await readMapFile(sources.map);
  const book = newBook();
  const names = new Map<string, string>();
  const endOfToday = zone.instantOf(today + 1, 0);
  const measurer = measurerFor(models, zone, also);
  const counts: Counts = { listed: 0, duplicates: 0, conflicts: 0, later: 0, lastEvent: undefined };
  const fold: Fold = { book, measurer, endOfToday, counts, objections: new Map() };
  const leads =
    sources.leads === undefined ? undefined : await readLeadList(sources.leads, sources, map, fold, names, options);
  const events =
    sources.events === undefined ? undefined : await foldEvents(sources.events, sources, map, fold, options);
  options.progress.end();
  const booked = leadsOf(book, [], { joinByEmail: sources.joinByEmail });
  const identities = booked.reduce((sum, lead) => sum + lead.identities.length, 0);
  return {
    candidates: candidatesOf(fold, booked, names, { models, also }),
    leads,
    events,
    nobody: book.nobody,
    repeated: counts.listed - names.size,
    joined: identities - booked.length,
    duplicates: counts.duplicates,
    conflicts: counts.conflicts,
    later: counts.later,
    lastEvent: counts.lastEvent,
  };
}

/** A row's own id; where that stands for nobody, its e-mail address. */
function listIdentity(id: string, { userId, email }: Lead["identities"]): Identity {
  if (userId !== undefined && !isPlaceholder(userId)) return `user:${userId}`;
  return (email === undefined ? undefined : emailIdentity(email)) ?? `user:${id}`;
}

async function readLeadList(
  file: string,
  { encoding }: Sources,
  map: FileMap | undefined,
  { book, endOfToday, counts }: Fold,
  names: Map<string, string>,
  { zone, progress, onReject }: GatherOptions,
): Promise<Report> {
  const input = await openInput(file, encoding === undefined ? {} : { encoding });
  const report = newReport();
  const options = { report, zone, onReject: (reject: Reject) => onReject(file, reject), ...(map ? { map } : {}) };
  for await (const leads of readLeads(input, options)) {
    for (const { id, identities, traits, line } of leads) {
      const identity = listIdentity(id, identities);
      // What a list says is what is known today: it stands above what events said before, its last row above the others.
      const stamp = { at: endOfToday, messageId: `list:${String(line).padStart(9, "0")}` };
      if (addLead(book, identity, identities.email, traits, stamp)) {
        counts.listed += 1;
        names.set(identity, id);
      } else book.nobody += 1;
    }
    progress.advance(input, report.read);
  }
  return report;
}

/** Where events go. */
type Fold = {
  readonly book: LeadBook;
  readonly measurer: Measurer;
  readonly endOfToday: number;
  readonly counts: Counts;
  readonly objections: Objections;
};

async function foldEvents(
  file: string,
  { encoding }: Sources,
  map: FileMap | undefined,
  fold: Fold,
  { zone, progress, onReject }: GatherOptions,
): Promise<Report> {
  const input = await openInput(file, encoding === undefined ? {} : { encoding });
  const report = newReport();
  const options = { report, zone, onReject: (reject: Reject) => onReject(file, reject), ...(map ? { map } : {}) };
  const seen = seenIds();
  for await (const events of readEvents(input, options)) {
    for (const event of events) foldEvent(event, report.noMessageIds ? undefined : seen, fold);
    progress.advance(input, report.read);
  }
  return report;
}

function foldEvent(event: Event, seen: SeenIds | undefined, fold: Fold): void {
  const { book, measurer, endOfToday, counts, objections } = fold;
  if (seen) {
    const found = seen.note(event.messageId, contentOf(event));
    if (found === "duplicate") counts.duplicates += 1;
    if (found === "conflict") counts.conflicts += 1;
    if (found !== "new") return;
  }
  if (event.timestamp > (counts.lastEvent ?? Number.NEGATIVE_INFINITY)) counts.lastEvent = event.timestamp;
  if (event.timestamp >= endOfToday) counts.later += 1;
  else {
    addToBook(book, event, measurer);
    addObjection(objections, event);
  }
}

/** Enough of an event to tell a repetition from another event under the same id: a digest of its parts. */
function contentOf({ type, event, name, userId, anonymousId, timestamp }: Event): number {
  const time = timestamp ^ (timestamp / 2 ** 32);
  return quickDigest(userId ?? anonymousId ?? "", 0, quickDigest(event ?? name ?? "", 0, quickDigest(type, 0, time)));
}

function candidatesOf(
  { book, objections }: Fold,
  booked: readonly BookedLead[],
  names: ReadonlyMap<string, string>,
  { models, also = [] }: Pick<GatherOptions, "models" | "also">,
): Candidate[] {
  const isOfAccounts = models[0]?.of === "account";
  const accounts =
    isOfAccounts || models.some(readsAccounts) || also.some((one) => one.readsAccounts)
      ? accountsOf(book, booked)
      : undefined;
  if (isOfAccounts) {
    return [...(accounts?.values() ?? [])].map(({ id, traits, states }) => ({
      id,
      aliases: [],
      facts: { traits, states },
    }));
  }
  return booked.map((lead) => {
    const ids = lead.identities.map((identity) => names.get(identity) ?? identity.slice(identity.indexOf(":") + 1));
    const listed = lead.identities.map((identity) => names.get(identity)).find((name) => name !== undefined);
    const account = accounts?.get(accountOf(lead.history) ?? "");
    return {
      id: listed ?? lead.chief.slice(lead.chief.indexOf(":") + 1),
      aliases: [...new Set([...ids, emailOf(traitsOf(lead.history.traits))].filter((id) => id !== undefined))],
      facts: {
        traits: traitsOf(lead.history.traits),
        states: lead.history.states,
        ...(account ? { account } : {}),
        ...(objects(objections, lead.identities) && { ineligible: "objection" }),
      },
    };
  });
}

function emailOf({ email }: JsonObject): string | undefined {
  return typeof email === "string" ? email : undefined;
}
