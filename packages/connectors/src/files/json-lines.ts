import { appendRecord, type JsonRecords } from "./json-record.ts";
import { rejectOf } from "./report.ts";

/**
 * A reader of JSON Lines that is fed text piece by piece. A line that is no JSON object, or longer
 * than `limit` characters, is rejected, and the next one is read.
 */
export function jsonLinesReader(limit: number) {
  let rest = "";
  let line = 1;
  let skipping = false;

  return (piece: string, last: boolean): JsonRecords => {
    const text = rest + piece;
    const found: JsonRecords = { records: [], lines: [], rejects: [] };
    let start = 0;
    const endLine = (end: number): void => {
      if (!skipping) appendRecord(found, text.slice(start, end), line, limit);
      skipping = false;
      start = end + 1;
      line++;
    };
    for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", start)) endLine(end);
    if (last) endLine(text.length);

    rest = skipping ? "" : text.slice(start);
    if (rest.length > limit) {
      const raw = rest;
      found.rejects.push(rejectOf(line, { code: "too-long", limit }, () => raw));
      rest = "";
      skipping = true;
    }
    return found;
  };
}
