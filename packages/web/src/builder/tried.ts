import type { Answered } from "../api.ts";

/** What a draft makes of one lead. */
export type Tried = Answered<"models", "try">["items"][number];
