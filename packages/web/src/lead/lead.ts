import type { Answered } from "../api.ts";

/** A lead with everything that is known of it. */
export type Lead = Answered<"leads", "get">;

/** What a model says of it now. */
export type Scored = Lead["scores"][number];

/** What a model said of it on any day. */
export type Verdict = Answered<"leads", "score">;

export type Told = Verdict["lines"][number];

/** What a rule's line stands on. */
export type Evidence = Answered<"leads", "evidence">;
