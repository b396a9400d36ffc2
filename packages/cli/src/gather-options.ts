import { createWriteStream } from "node:fs";
import { printedOf, type Report } from "@plumbline/connectors";
import { phrasesOf, sayReject } from "@plumbline/phrases";
import type { Day, Model, PredictionReader, Zone } from "@plumbline/scoring";
import { type Command, type Given, Refusal, type World } from "./command.ts";
import type { Rejected } from "./file-reader.ts";
import { type Gathered, gather, type Sources } from "./gather.ts";
import { type MissingTrait, missingTraits } from "./missing-traits.ts";
import { progressOn } from "./progress.ts";

/** The options of every command that reads leads and events. */
export const GATHER_OPTIONS: Command["options"] = {
  leads: { type: "string", placeholder: "FILE" },
  events: { type: "string", placeholder: "FILE" },
  map: { type: "string", placeholder: "FILE" },
  encoding: { type: "string", placeholder: "ENCODING" },
  rejects: { type: "string", placeholder: "FILE" },
  "join-by-email": { type: "boolean" },
};

/** How many rejected rows are shown where they are not written to a file. */
const SHOWN = 5;

/** Reads what the options name, and tells on the standard error what it came to. */
export async function gatherFrom(
  options: Given["options"],
  models: readonly Model[],
  zone: Zone,
  today: Day,
  world: World,
  also: readonly PredictionReader[] = [],
): Promise<Gathered> {
  const text = (name: string) => (typeof options[name] === "string" ? options[name] : undefined);
  const sources: Sources = {
    leads: text("leads"),
    events: text("events"),
    map: text("map"),
    encoding: text("encoding"),
    joinByEmail: options["join-by-email"] !== false,
  };
  const { faults } = world.say.cli;
  if (sources.leads === undefined && sources.events === undefined) throw new Refusal(faults.missingInput());
  const rejects = rejectSink(text("rejects"), world);
  const progress = progressOn(world.err, world.say, world.now);
  const gathered = await gather(sources, { models, also, zone, today, progress, onReject: rejects.take });
  await rejects.close();
  const missing = models.flatMap((model) => missingTraits(model, gathered.candidates));
  world.tell({ read: countsOf(gathered) }, summaryOf(gathered, text("rejects"), world));
  const lines = [...hintsOf(gathered, zone, today, world), ...missing.map((one) => missingLine(one, models, world))];
  for (const line of new Set(lines)) world.err.write(`${line}\n`);
  return gathered;
}

/** Whether files were read and nothing of them was of use: no answer is better than an empty one. */
export function isInVain({ leads, events }: Gathered): boolean {
  const reports = [leads, events].filter((report) => report !== undefined);
  return reports.every(({ read }) => read === 0) && reports.some(({ rejected }) => rejected > 0);
}

/** Takes what could not be read: into a file, or the first few of it onto the standard error. */
export function rejectSink(file: string | undefined, { err, language, say }: World) {
  const stream = file === undefined ? undefined : createWriteStream(file);
  const failed = new Promise<never>((_, reject) => stream?.on("error", reject));
  // Awaited when the stream is closed; a failure until then must not end the process unasked.
  failed.catch(() => {});
  let count = 0;
  return {
    take: (source: string, reject: Rejected): void => {
      count += 1;
      if (stream) stream.write(`${JSON.stringify({ file: source, ...printedOf(reject) })}\n`);
      else if (count <= SHOWN)
        err.write(`${source}:${reject.line}: ${sayReject(phrasesOf(language), reject.reason)}\n`);
    },
    close: async (): Promise<void> => {
      if (!stream && count > SHOWN) err.write(`${say.cli.summary.moreRejected(count - SHOWN)}\n`);
      if (stream) await Promise.race([failed, new Promise<void>((resolve) => stream.end(resolve))]);
    },
  };
}

/** What a reading came to, for other programs. */
function countsOf(gathered: Gathered) {
  const { leads, events, duplicates, conflicts, later, nobody, repeated, joined } = gathered;
  const rejected = (leads?.rejected ?? 0) + (events?.rejected ?? 0);
  const read = { leads: leads?.read ?? null, events: events?.read ?? null };
  return { ...read, duplicates, conflicts, later, nobody, repeated, joined, rejected };
}

/** Sums up a reading: nothing is left out in silence. */
function summaryOf(gathered: Gathered, rejectFile: string | undefined, { say }: World): string {
  const { leads, events, duplicates, conflicts, later, nobody, repeated, joined } = gathered;
  const { summary } = say.cli;
  const rejected = (leads?.rejected ?? 0) + (events?.rejected ?? 0);
  const some = (count: number, say: (count: number) => string) => (count > 0 ? [say(count)] : []);
  return [
    ...(leads ? [summary.leads(leads.read)] : []),
    ...(events ? [summary.events(events.read)] : []),
    ...some(repeated, summary.repeated),
    ...some(joined, summary.joined),
    ...some(duplicates, summary.duplicates),
    ...some(conflicts, summary.conflicts),
    ...some(later, summary.later),
    ...some(nobody, summary.nobody),
    ...rejectedWords(rejected, rejectFile, say),
  ].join(" · ");
}

/** How many rows were rejected, where any were, and where they are to be found. */
export function rejectedWords(rows: number, file: string | undefined, { cli: { summary } }: World["say"]): string[] {
  if (rows === 0) return [];
  return [file === undefined ? summary.rejected(rows) : summary.rejectedTo(rows, file)];
}

/** What somebody should know who would otherwise wonder. */
function hintsOf({ leads, events, lastEvent }: Gathered, zone: Zone, today: Day, { say }: World): string[] {
  const isStale = lastEvent !== undefined && today - zone.dayOf(lastEvent) > 365;
  const reports = [leads, events].filter((report) => report !== undefined);
  return [...hintsOfReports(reports, say), ...(isStale ? [say.cli.summary.stale(zone.dayOf(lastEvent))] : [])];
}

/** What somebody should know of files who would otherwise wonder. */
export function hintsOfReports(reports: readonly Report[], { cli: { summary } }: World["say"]): string[] {
  return reports.flatMap(({ noLeadIds, noMessageIds, withoutMessageId, misread }) => [
    ...(noLeadIds ? [summary.noLeadIds()] : []),
    ...(noMessageIds ? [summary.noMessageIds()] : []),
    ...(withoutMessageId > 0 ? [summary.withoutMessageId(withoutMessageId)] : []),
    ...[...misread].map(([column, { count, line, value }]) => summary.misread(column, count, line, value)),
  ]);
}

function missingLine(
  { trait, rules, suggestion }: MissingTrait,
  models: readonly Model[],
  { say: { cli } }: World,
): string {
  const labels = models.flatMap((model) =>
    model.rules.filter(({ id }) => rules.includes(id)).map(({ id, label }) => label ?? id),
  );
  return cli.summary.missingTrait(trait, [...new Set(labels)], suggestion);
}
