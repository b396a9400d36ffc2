import type { RejectReason } from "@plumbline/connectors";
import type { Event } from "@plumbline/scoring";
import type { ImportRow } from "@plumbline/store";
import type { Arrived, Flag, Refused, RefusedBecause } from "../arrival.ts";
import { type Consent, decideConsent } from "../consent.ts";
import { isNobodys, refusalOf, shown } from "../decode.ts";
import { settled } from "../event-time.ts";
import type { KnownSource } from "../known-sources.ts";
import { refusedItem } from "../refused-item.ts";
import { importPrefix } from "./line-ids.ts";
import type { FileRecord } from "./read-records.ts";

export type JudgeOptions = Pick<KnownSource, "policy" | "classify"> & {
  readonly row: Pick<ImportRow, "import_id" | "source_id" | "kind">;
  readonly receivedAt: number;
};

/** Judges a record of a file as if a server had sent it: whoever brings a list vouches for its people. */
export function judgeRecord(record: FileRecord, options: JudgeOptions): Arrived | Refused {
  const { kind } = options.row;
  if (record.reject) {
    const { reason, whole } = record.reject;
    return { refused: refusalFor(reason, kind), raw: Buffer.from(whole()) };
  }
  const read = judgeEvent(record.event, options);
  if (!("code" in read)) return read;
  return refusedItem(read, () => Buffer.from(JSON.stringify(record.event)), consentOf(record.event, options));
}

function consentOf(event: Event, { policy, row }: JudgeOptions): Consent {
  return decideConsent(policy, event, { gpc: false, sourceId: row.source_id, fromServer: true });
}

function judgeEvent(said: Event, options: JudgeOptions): Arrived | RefusedBecause {
  const { classify, row, receivedAt } = options;
  const flags: Flag[] = [];
  const timestamp = settled(said.timestamp, receivedAt, flags);
  if (timestamp === undefined) return { code: "timestamp-out-of-range", value: shown(said.timestamp) };
  const event: Event = { ...said, timestamp };
  const refused = refusalOf(event);
  if (refused) return refused;
  const isOfLine = event.messageId.startsWith(importPrefix(row.import_id));
  if (row.kind !== "leads" && isOfLine) flags.push("no-message-id");
  // Rows of lists have no ids of their own, and outcomes are named by their deals.
  const isNamedHere = row.kind !== "events" || isOfLine;
  if (isNobodys(event)) flags.push("nobody");
  const traffic = classify({ event, ip: undefined, userAgent: undefined });
  const consent = consentOf(event, options);
  return { event, rest: {}, flags, traffic, consent, ...(isNamedHere && { isNamedHere }) };
}

/** The same in the words of the quarantine. */
function refusalFor(reason: RejectReason, kind: ImportRow["kind"]): RefusedBecause {
  const what = kind === "outcomes" ? "outcome" : undefined;
  switch (reason.code) {
    case "cell-count":
      return { code: reason.code, value: `${reason.found}/${reason.expected}` };
    case "too-long":
      return { code: "too-large", value: String(reason.limit) };
    case "too-deep":
      return { code: reason.code, value: String(reason.limit) };
    case "bad-timestamp":
      return { code: reason.code, path: "timestamp", value: shown(reason.value) };
    case "bad-event-type":
      return { code: reason.code, path: what ?? "type", value: shown(reason.value) };
    case "no-event-name":
      return { code: reason.code, path: what ?? "event" };
    case "no-timestamp":
      return { code: reason.code, path: "timestamp" };
    default:
      return { code: reason.code };
  }
}
