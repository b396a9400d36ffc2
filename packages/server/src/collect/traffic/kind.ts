import type { Phrases } from "@plumbline/phrases";

/** Who is behind a request. */
export type Kind = keyof Phrases["events"]["traffic"];

/** What a request was for: an image of a mail, a link of a mail, anything else. */
export type Purpose = "open" | "click" | "other";
