import {
  type Lead,
  newReport,
  openInput,
  type Reject,
  type Report,
  readEvents,
  readLeads,
  readMapFile,
  readOutcomes,
} from "@plumbline/connectors";
import { addListed, addToCrowd, type Crowd, newCrowd } from "@plumbline/learning";
import { phrasesOf, sayReject } from "@plumbline/phrases";
import {
  type Event,
  emailIdentity,
  type Identity,
  isPlaceholder,
  type JsonObject,
  type Zone,
} from "@plumbline/scoring";
import { type Given, Refusal, type World } from "./command.ts";
import { seenIds } from "./seen-ids.ts";

/** Who was gathered, and the last instant of which anything was told. */
export type GatheredCrowd = { readonly crowd: Crowd; readonly lastEvent: number | undefined };

type Kind = "leads" | "events" | "outcomes";
const KINDS = ["leads", "events", "outcomes"] as const;
/** How many rejected rows of a file are shown. */
const SHOWN = 5;

/** Reads leads, events and outcomes, and keeps all of it: whose an event is, is only known when all have been read. */
export async function gatherCrowd(options: Given["options"], zone: Zone, world: World): Promise<GatheredCrowd> {
  const { faults, summary } = world.say.cli;
  const files = KINDS.flatMap((kind) => {
    const file = options[kind];
    return typeof file === "string" ? [{ kind, file }] : [];
  });
  if (!files.some(({ kind }) => kind !== "outcomes")) throw new Refusal(faults.missingInput());
  if (files.filter(({ file }) => file === "-").length > 1) throw new Refusal(faults.stdinTwice());
  const crowd = newCrowd();
  const note = noter(crowd);
  for (const { kind, file } of files) {
    const report = await readFile(kind, file, { options, zone, world, crowd, note: note.event });
    world.err.write(`${file}: ${kind === "leads" ? summary.leads(report.read) : summary.events(report.read)}\n`);
    if (report.rejected > 0) world.err.write(`${summary.rejected(report.rejected)}\n`);
  }
  if (note.repeated() > 0) world.err.write(`${summary.duplicates(note.repeated())}\n`);
  return { crowd, lastEvent: note.last() };
}

/** Adds each event once. */
function noter(crowd: Crowd) {
  const seen = seenIds();
  let repeated = 0;
  let last: number | undefined;
  return {
    event: (event: Event, hasId: boolean): void => {
      if (hasId && seen.note(event.messageId, 0) !== "new") {
        repeated += 1;
        return;
      }
      last = Math.max(last ?? event.timestamp, event.timestamp);
      addToCrowd(crowd, event);
    },
    repeated: () => repeated,
    last: () => last,
  };
}

type Reading = {
  readonly options: Given["options"];
  readonly zone: Zone;
  readonly world: World;
  readonly crowd: Crowd;
  readonly note: (event: Event, hasId: boolean) => void;
};

async function readFile(kind: Kind, file: string, { options, zone, world, crowd, note }: Reading): Promise<Report> {
  const encoding = options["encoding"];
  const map = typeof options["map"] === "string" ? await readMapFile(options["map"]) : undefined;
  const input = await openInput(file, typeof encoding === "string" ? { encoding } : {});
  const report = newReport();
  const how = { report, zone, ...(map && { map }), onReject: rejectWriter(file, world) };
  const take = (events: readonly Event[]) => {
    for (const event of events) note(event, !report.noMessageIds);
  };
  if (kind === "leads") for await (const leads of readLeads(input, how)) list(crowd, leads);
  else if (kind === "events") for await (const events of readEvents(input, how)) take(events);
  else for await (const { events } of readOutcomes(input, how)) take(events);
  return report;
}

function list(crowd: Crowd, leads: readonly Lead[]): void {
  for (const { id, identities, traits } of leads) {
    addListed(crowd, identityOf(id, identities), identities.email, { traits, knownFrom: createdAt(traits) });
  }
}

function rejectWriter(file: string, { err, language }: World): (reject: Reject) => void {
  let shown = 0;
  return ({ line, reason }) => {
    shown += 1;
    if (shown <= SHOWN) err.write(`${file}:${line}: ${sayReject(phrasesOf(language), reason)}\n`);
  };
}

/** A row's own id; where that stands for nobody, its e-mail address. */
function identityOf(id: string, { userId, email }: { readonly userId?: string; readonly email?: string }): Identity {
  if (userId !== undefined && !isPlaceholder(userId)) return `user:${userId}`;
  return (email === undefined ? undefined : emailIdentity(email)) ?? `user:${id}`;
}

function createdAt({ createdAt: at }: JsonObject): number | undefined {
  const time = typeof at === "string" ? Date.parse(at) : typeof at === "number" ? at : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}
