import type { Report } from "@plumbline/connectors";
import { addListed, addToCrowd, type Crowd, newCrowd } from "@plumbline/learning";
import { dayOfValue, type JsonObject, type Zone } from "@plumbline/scoring";
import { type Given, Refusal, type World } from "./command.ts";
import { fileReader } from "./file-reader.ts";
import { hintsOfReports, rejectedWords, rejectSink } from "./gather-options.ts";
import { progressOn } from "./progress.ts";

/** Who was gathered, and the last instant of which anything was told. */
export type GatheredCrowd = { readonly crowd: Crowd; readonly lastEvent: number | undefined };

const KINDS = ["leads", "events", "outcomes"] as const;

/** Reads leads, events and outcomes, and keeps all of it: whose an event is, is only known when all have been read. */
export async function gatherCrowd(options: Given["options"], zone: Zone, world: World): Promise<GatheredCrowd> {
  const { say, err } = world;
  const { faults, summary } = say.cli;
  const text = (name: string) => (typeof options[name] === "string" ? options[name] : undefined);
  const files = KINDS.flatMap((kind) => {
    const file = text(kind);
    return file === undefined ? [] : [{ kind, file }];
  });
  if (!files.some(({ kind }) => kind !== "outcomes")) throw new Refusal(faults.missingInput());
  const crowd = newCrowd();
  let lastEvent: number | undefined;
  const rejects = rejectSink(text("rejects"), world);
  const progress = progressOn(err, say, world.now);
  const reader = await fileReader(
    { map: text("map"), encoding: text("encoding"), zone, progress, onReject: rejects.take },
    {
      lead: ({ identity, email, traits }) =>
        addListed(crowd, identity, email, { traits, knownFrom: createdAt(traits, zone) }),
      event: (event) => {
        lastEvent = Math.max(lastEvent ?? event.timestamp, event.timestamp);
        addToCrowd(crowd, event);
      },
    },
  );
  const reports: Report[] = [];
  for (const { kind, file } of files) {
    const report = await reader[kind](file);
    progress.end();
    reports.push(report);
    const read = kind === "leads" ? summary.leads(report.read) : summary.events(report.read);
    const came = { file, [kind]: report.read, rejected: report.rejected };
    world.tell(
      { read: came },
      [`${file}: ${read}`, ...rejectedWords(report.rejected, text("rejects"), say)].join(" · "),
    );
  }
  await rejects.close();
  const { duplicates, conflicts } = reader.counts;
  if (duplicates > 0) world.tell({ duplicates }, summary.duplicates(duplicates));
  if (conflicts > 0) world.tell({ conflicts }, summary.conflicts(conflicts));
  for (const line of new Set(hintsOfReports(reports, say))) err.write(`${line}\n`);
  return { crowd, lastEvent };
}

/** The beginning of the day on which a list says that a lead came. */
function createdAt({ createdAt: at }: JsonObject, zone: Zone): number | undefined {
  const day = dayOfValue(at, zone);
  return day === undefined ? undefined : zone.instantOf(day, 0);
}
