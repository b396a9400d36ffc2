import type { Answered } from "../api.ts";

export type Source = Answered<"sources", "list">["items"][number];
export type SourceKind = Source["kind"];
