import {
  type FileMap,
  type Input,
  type Lead,
  newReport,
  openInput,
  type PlacedEvents,
  type Reject,
  type RejectReason,
  type Report,
  readLeads,
  readMapFile,
  readOutcomes,
  readPlacedEvents,
} from "@plumbline/connectors";
import type { Event, Zone } from "@plumbline/scoring";
import { contentOf } from "./content-of.ts";
import type { Progress } from "./progress.ts";
import { seenIds } from "./seen-ids.ts";

/** A record that is left out: it could not be read, or another event has its id. */
export type Rejected = Omit<Reject, "reason"> & {
  readonly reason: RejectReason | { readonly code: "conflicting-id"; readonly messageId: string };
};

/** How files are to be read. */
export type HowToRead = {
  /** A file that says what columns are. */
  readonly map: string | undefined;
  readonly encoding: string | undefined;
  readonly zone: Zone;
  readonly progress: Progress;
  readonly onReject: (file: string, reject: Rejected) => void;
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
    const onReject = (reject: Rejected) => how.onReject(file, reject);
    return { input, report, options: { report, zone, onReject, ...(map && { map }) } };
  };
  const hear = ({ events, lines }: PlacedEvents, { noMessageIds }: Report, onReject: OnReject): void => {
    for (let i = 0; i < events.length; i++) {
      const event = events[i] as Event;
      const found = noMessageIds ? "new" : seen.note(event.messageId, contentOf(event));
      if (found === "new") hearer.event(event);
      else if (found === "duplicate") counts.duplicates += 1;
      else {
        counts.conflicts += 1;
        onReject(conflictOf(event, lines[i] as number));
      }
    }
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
      for await (const placed of readPlacedEvents(input, options)) {
        hear(placed, report, options.onReject);
        progress.advance(input, report.read);
      }
      return report;
    },
    outcomes: async (file) => {
      const { input, report, options } = await open(file);
      for await (const placed of readOutcomes(input, options)) {
        hear(placed, report, options.onReject);
        progress.advance(input, report.read);
      }
      return report;
    },
  };
}

type OnReject = (reject: Rejected) => void;

type Opened = {
  readonly input: Input;
  readonly report: Report;
  readonly options: {
    readonly report: Report;
    readonly zone: Zone;
    readonly onReject: OnReject;
    readonly map?: FileMap;
  };
};

/** An event that is left out because another one has its id: it was read, but it is one to look at all the same. */
function conflictOf(event: Event, line: number): Rejected {
  return {
    line,
    reason: { code: "conflicting-id", messageId: event.messageId },
    whole: () => JSON.stringify(event),
  };
}
