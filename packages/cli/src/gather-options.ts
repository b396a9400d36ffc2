import { createWriteStream } from "node:fs";
import type { Reject } from "@plumbline/connectors";
import { sayReject } from "@plumbline/phrases";
import type { Day, Model, Zone } from "@plumbline/scoring";
import { type Command, type Given, Refusal, type World } from "./command.ts";
import { type Gathered, gather, type Sources } from "./gather.ts";
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
  if (sources.leads === undefined && sources.events === undefined)
    throw new Refusal(faults.missingOption("--leads / --events"));
  if (sources.leads === "-" && sources.events === "-") throw new Refusal(faults.stdinTwice());
  const rejects = rejectSink(text("rejects"), world);
  const progress = progressOn(world.err, world.say, world.now);
  const gathered = await gather(sources, { models, zone, today, progress, onReject: rejects.take });
  await rejects.close();
  for (const line of summaryOf(gathered, text("rejects"), zone, today, world)) world.err.write(`${line}\n`);
  return gathered;
}

function rejectSink(file: string | undefined, { err, language }: World) {
  const stream = file === undefined ? undefined : createWriteStream(file);
  const failed = new Promise<never>((_, reject) => stream?.on("error", reject));
  // Awaited when the stream is closed; a failure until then must not end the process unasked.
  failed.catch(() => {});
  let count = 0;
  return {
    take: (source: string, reject: Reject): void => {
      count += 1;
      if (stream) stream.write(`${JSON.stringify({ file: source, ...reject })}\n`);
      else if (count <= SHOWN) err.write(`${source}:${reject.line}: ${sayReject(language, reject.reason)}\n`);
    },
    close: async (): Promise<void> => {
      if (stream) await Promise.race([failed, new Promise<void>((resolve) => stream.end(resolve))]);
    },
  };
}

/** Sums up a reading: nothing is left out in silence. */
function summaryOf(
  gathered: Gathered,
  rejectFile: string | undefined,
  zone: Zone,
  today: Day,
  { say: { cli } }: World,
): string[] {
  const { leads, events, duplicates, conflicts, later, nobody, lastEvent } = gathered;
  const { summary } = cli;
  const rejected = (leads?.rejected ?? 0) + (events?.rejected ?? 0);
  const parts = [
    ...(leads ? [summary.leads(leads.read)] : []),
    ...(events ? [summary.events(events.read)] : []),
    ...(duplicates > 0 ? [summary.duplicates(duplicates)] : []),
    ...(conflicts > 0 ? [summary.conflicts(conflicts)] : []),
    ...(later > 0 ? [summary.later(later)] : []),
    ...(nobody > 0 ? [summary.nobody(nobody)] : []),
    ...(rejected > 0
      ? [rejectFile === undefined ? summary.rejected(rejected) : summary.rejectedTo(rejected, rejectFile)]
      : []),
  ];
  const isStale = lastEvent !== undefined && today - zone.dayOf(lastEvent) > 365;
  return [
    parts.join(" · "),
    ...(leads?.noLeadIds ? [summary.noLeadIds()] : []),
    ...(events?.noMessageIds ? [summary.noMessageIds()] : []),
    ...(isStale ? [summary.stale(zone.dayOf(lastEvent))] : []),
    ...misreadLines(gathered, cli),
  ];
}

function misreadLines({ leads, events }: Gathered, { summary }: World["say"]["cli"]): string[] {
  return [leads, events].flatMap((report) =>
    [...(report?.misread ?? [])].map(([column, { count, line, value }]) => summary.misread(column, count, line, value)),
  );
}
