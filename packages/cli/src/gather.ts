import type { Lead, Report } from "@plumbline/connectors";
import {
  accountOf,
  accountsOf,
  addLead,
  addStanding,
  addToBook,
  type BookedLead,
  type Day,
  type Event,
  type Facts,
  type Identity,
  identityOf,
  ineligible,
  isObjection,
  type JsonObject,
  type LeadBook,
  leadsOf,
  type Measurer,
  type Model,
  measurerFor,
  mergeStandings,
  newBook,
  newStanding,
  type PredictionReader,
  readsAccounts,
  type Standing,
  traitsOf,
  type Zone,
} from "@plumbline/scoring";
import { fileReader, type Rejected } from "./file-reader.ts";
import type { Progress } from "./progress.ts";

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

type Counts = { listed: number; later: number; lastEvent: number | undefined };

export type GatherOptions = {
  /** The models that will score: what they measure is folded, of whom they score is put together. */
  readonly models: readonly Model[];
  /** Predictions that are read besides. */
  readonly also?: readonly PredictionReader[];
  readonly zone: Zone;
  readonly today: Day;
  readonly progress: Progress;
  readonly onReject: (file: string, reject: Rejected) => void;
};

/** Reads leads and events and folds them; at no time are the events in memory. */
export async function gather(sources: Sources, options: GatherOptions): Promise<Gathered> {
  const { models, zone, today, also = [] } = options;
  const book = newBook();
  const listed = new Set<Identity>();
  const endOfToday = zone.instantOf(today + 1, 0);
  const measurer = measurerFor(models, zone, also);
  const counts: Counts = { listed: 0, later: 0, lastEvent: undefined };
  const fold: Fold = { book, measurer, endOfToday, counts, standings: new Map() };
  const reader = await fileReader(
    { ...options, map: sources.map, encoding: sources.encoding },
    {
      lead: (lead) => listLead(lead, fold, listed),
      event: (event) => foldEvent(event, fold),
    },
  );
  const leads = sources.leads === undefined ? undefined : await reader.leads(sources.leads);
  const events = sources.events === undefined ? undefined : await reader.events(sources.events);
  options.progress.end();
  const booked = leadsOf(book, [], { joinByEmail: sources.joinByEmail });
  const identities = booked.reduce((sum, lead) => sum + lead.identities.length, 0);
  return {
    candidates: candidatesOf(fold, booked, listed, { models, also }),
    leads,
    events,
    nobody: book.nobody,
    repeated: counts.listed - listed.size,
    joined: identities - booked.length,
    ...reader.counts,
    later: counts.later,
    lastEvent: counts.lastEvent,
  };
}

/** What a list says is what is known today: it stands above what events said before, its last row above the others. */
function listLead({ identity, email, traits, line }: Lead, fold: Fold, listed: Set<Identity>): void {
  const stamp = { at: fold.endOfToday, messageId: `list:${String(line).padStart(9, "0")}` };
  if (addLead(fold.book, identity, email, traits, stamp)) {
    fold.counts.listed += 1;
    listed.add(identity);
  } else fold.book.nobody += 1;
}

/** Where events go. */
type Fold = {
  readonly book: LeadBook;
  readonly measurer: Measurer;
  readonly endOfToday: number;
  readonly counts: Counts;
  /** Of each identity that said something of being scored: what it said. */
  readonly standings: Map<Identity, Standing>;
};

function foldEvent(event: Event, { book, measurer, endOfToday, counts, standings }: Fold): void {
  if (event.timestamp > (counts.lastEvent ?? Number.NEGATIVE_INFINITY)) counts.lastEvent = event.timestamp;
  if (event.timestamp >= endOfToday) counts.later += 1;
  else {
    addToBook(book, event, measurer);
    if (isObjection(event)) noteStanding(standings, event);
  }
}

function noteStanding(standings: Map<Identity, Standing>, event: Event): void {
  const speaker = identityOf(event);
  if (speaker !== undefined) standings.set(speaker, addStanding(standings.get(speaker) ?? newStanding, event));
}

/** Why a lead may not be scored, by what any of its identities said. */
function refusalOf(standings: Fold["standings"], identities: readonly Identity[]): string | undefined {
  if (standings.size === 0) return undefined;
  return ineligible(identities.map((one) => standings.get(one) ?? newStanding).reduce(mergeStandings))?.because;
}

function candidatesOf(
  { book, standings }: Fold,
  booked: readonly BookedLead[],
  listed: ReadonlySet<Identity>,
  { models, also = [] }: Pick<GatherOptions, "models" | "also">,
): Candidate[] {
  const isOfAccounts = models[0]?.of === "account";
  const accounts =
    isOfAccounts || models.some(readsAccounts) || also.some((one) => one.readsAccounts)
      ? accountsOf(book, booked, ({ identities }) => refusalOf(standings, identities) === undefined)
      : undefined;
  if (isOfAccounts) {
    return [...(accounts?.values() ?? [])].map(({ id, traits, states }) => ({
      id,
      aliases: [],
      facts: { traits, states },
    }));
  }
  return booked.map((lead) => {
    const chief = lead.identities.find((identity) => listed.has(identity)) ?? lead.chief;
    const refusal = refusalOf(standings, lead.identities);
    const account = accounts?.get(accountOf(lead.history) ?? "");
    return {
      id: idIn(chief),
      aliases: [
        ...new Set(
          [...lead.identities.map(idIn), emailOf(traitsOf(lead.history.traits))].filter((id) => id !== undefined),
        ),
      ],
      facts: {
        traits: traitsOf(lead.history.traits),
        states: lead.history.states,
        ...(account ? { account } : {}),
        ...(refusal !== undefined && { ineligible: refusal }),
      },
    };
  });
}

const idIn = (identity: Identity): string => identity.slice(identity.indexOf(":") + 1);

function emailOf({ email }: JsonObject): string | undefined {
  return typeof email === "string" ? email : undefined;
}
