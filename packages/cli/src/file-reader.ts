import {
  type FileMap,
  type Input,
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
import type { Event, Zone } from "@plumbline/scoring";
import { contentOf } from "./content-of.ts";
import type { Progress } from "./progress.ts";
import { type SeenIds, seenIds } from "./seen-ids.ts";

/** How files are to be read. */
export type HowToRead = {
  /** A file that says what columns are. */
  readonly map: string | undefined;
  readonly encoding: string | undefined;
  readonly zone: Zone;
  readonly progress: Progress;
  readonly onReject: (file: string, reject: Reject) => void;
};

/** Where what is read goes. */
export type Hearer = {
  /** A row of a list. */
  readonly lead: (lead: Lead) => void;
  /** An event, each once. */
  readonly event: (event: Event) => void;
};

/** Reads files of leads, events and outcomes into one hearer. */
export type FileReader = {
  readonly leads: (file: string) => Promise<Report>;
  readonly events: (file: string) => Promise<Report>;
  readonly outcomes: (file: string) => Promise<Report>;
  readonly counts: {
    readonly duplicates: number;
    /** Events that came again with the same id and other content: the first stands. */
    readonly conflicts: number;
  };
};

export async function fileReader(how: HowToRead, hearer: Hearer): Promise<FileReader> {
  const { encoding, zone, progress } = how;
  const map = how.map === undefined ? undefined : await readMapFile(how.map);
  const seen = seenIds();
  const counts = { duplicates: 0, conflicts: 0 };
  const open = async (file: string): Promise<Opened> => {
    const input = await openInput(file, encoding === undefined ? {} : { encoding });
    const report = newReport();
    const onReject = (reject: Reject) => how.onReject(file, reject);
    return { input, report, options: { report, zone, onReject, ...(map && { map }) } };
  };
  const hear = (events: readonly Event[], { noMessageIds }: Report): void => {
    for (const event of events) if (noMessageIds || isNew(event, seen, counts)) hearer.event(event);
  };
  return {
    counts,
    leads: async (file) => {
      const { input, report, options } = await open(file);
      for await (const leads of readLeads(input, options)) {
        for (const lead of leads) hearer.lead(lead);
        progress.advance(input, report.read);
      }
      return report;
    },
    events: async (file) => {
      const { input, report, options } = await open(file);
      for await (const events of readEvents(input, options)) {
        hear(events, report);
        progress.advance(input, report.read);
      }
      return report;
    },
    outcomes: async (file) => {
      const { input, report, options } = await open(file);
      for await (const { events } of readOutcomes(input, options)) {
        hear(events, report);
        progress.advance(input, report.read);
      }
      return report;
    },
  };
}

type Opened = {
  readonly input: Input;
  readonly report: Report;
  readonly options: {
    readonly report: Report;
    readonly zone: Zone;
    readonly onReject: (reject: Reject) => void;
    readonly map?: FileMap;
  };
};

function isNew(event: Event, seen: SeenIds, counts: { duplicates: number; conflicts: number }): boolean {
  const found = seen.note(event.messageId, contentOf(event));
  if (found === "duplicate") counts.duplicates += 1;
  if (found === "conflict") counts.conflicts += 1;
  return found === "new";
}
