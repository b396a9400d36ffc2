export type { DeliveryProblem, Destination, Message, Outcome } from "./destination.ts";
export { type EditedText, editModelText, type ModelEdit, readerOfEdits } from "./edit-model-text.ts";
export { assembleEvent } from "./files/assemble-event.ts";
export { csvReader } from "./files/csv.ts";
export { type ByteSource, type Input, openInput } from "./files/input.ts";
export { type FileMap, fileMap, type Source } from "./files/map/file-map.ts";
export { type Guess, type Guessed, guessMap } from "./files/map/guess-map.ts";
export { parseFileMap, readMapFile } from "./files/map/parse-file-map.ts";
export { FileError, type FileProblem, type MapIssue } from "./files/problem.ts";
export { type Cells, readCells } from "./files/read-cells.ts";
export { type PlacedEvents, readEvents, readPlacedEvents } from "./files/read-events.ts";
export { type Lead, type ReadOptions, readLeads } from "./files/read-leads.ts";
export { readOutcomes } from "./files/read-outcomes.ts";
export { readText } from "./files/read-text.ts";
export { type Misread, newReport, printedOf, type Reject, type RejectReason, type Report } from "./files/report.ts";
export { readCountry } from "./files/values/read-country.ts";
export { type ReadNumber, readNumber } from "./files/values/read-number.ts";
export { readTimestamp } from "./files/values/read-timestamp.ts";
export { importScoring, SCORING_SYSTEMS, type ScoringSystem } from "./import-scoring.ts";
export {
  MOST_MODEL_BYTES,
  type PlacedProblem,
  type ReadModel,
  readModelText,
  refuseModel,
  type SyntaxProblem,
} from "./model-text.ts";
export type { AddressProblem, Fetch } from "./network/fetch.ts";
export { checkUrl, safeFetch } from "./network/safe-fetch.ts";
export { findPreset, presetNames } from "./preset-files.ts";
export type { LeftOut, ScoringImport, WhyLeftOut } from "./scoring-import.ts";
export { webhookSecret } from "./webhook/sign.ts";
export { webhook } from "./webhook/webhook.ts";
