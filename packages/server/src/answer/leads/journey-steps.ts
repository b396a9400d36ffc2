import type { FeedbackReason } from "@plumbline/api";
import type { JsonObject } from "@plumbline/scoring";
import type { ListedFeedback, NoteRow, StepRow, TransitionRow } from "@plumbline/store";

type StepKind = "contact" | "mail" | "meeting" | "reply" | "band" | "feedback" | "note" | "outcome";

/** Something that was done towards a lead, or became of it. Instants in ms. */
export type Step = {
  readonly at: number;
  readonly kind: StepKind;
  readonly what: string;
  readonly by: string | null;
  readonly text: string | null;
  /** Of feedback. */
  readonly reason: FeedbackReason | null;
  /** Of a band. */
  readonly cause: TransitionRow["cause"] | null;
  readonly times: number;
};

const PLAIN = { reason: null, cause: null, times: 1 } as const;

export type Outcome = "opportunity" | "customer" | "lost";

const MAILS = ["sent", "delivered", "opened", "link clicked", "clicked", "bounced"].map((what) => `email ${what}`);

const OUTCOMES: Readonly<Record<string, Outcome>> = {
  "opportunity created": "opportunity",
  "opportunity opened": "opportunity",
  "opportunity won": "customer",
  "opportunity lost": "lost",
  "deal created": "opportunity",
  "deal won": "customer",
  "deal lost": "lost",
};

/** Under which names, in small letters, something is done towards a lead. */
export function stepNames(contacts: readonly string[]): string[] {
  return [...new Set([...contacts, ...MAILS, ...Object.keys(OUTCOMES)])];
}

/** What an event is on the way. */
export function stepOf({ at, name, body }: StepRow): Step {
  const { properties = {} } = JSON.parse(body) as { readonly properties?: JsonObject };
  const by = textIn(properties, "rep") ?? textIn(properties, "by");
  const text = textIn(properties, "subject") ?? textIn(properties, "campaign") ?? textIn(properties, "reason");
  return { at, kind: kindOf(name.toLowerCase()), what: name, by, text, ...PLAIN };
}

function textIn(properties: JsonObject, name: string): string | null {
  const value = Object.hasOwn(properties, name) ? properties[name] : undefined;
  return typeof value === "string" && value.length <= 200 ? value : null;
}

function kindOf(name: string): StepKind {
  if (Object.hasOwn(OUTCOMES, name)) return "outcome";
  if (MAILS.includes(name)) return "mail";
  if (name.includes("meeting")) return "meeting";
  return name.includes("repl") ? "reply" : "contact";
}

/** What became of a lead last, by the events. */
export function outcomeIn(steps: readonly Step[]): Outcome | undefined {
  const last = steps.filter(({ kind }) => kind === "outcome").sort((a, b) => b.at - a.at)[0];
  return last && OUTCOMES[last.what.toLowerCase()];
}

/** When a rep first did something from an instant on. */
export function contactAfter(steps: readonly Step[], at: number): number | undefined {
  const contacts = steps.filter((step) => step.at >= at && ["contact", "meeting", "reply"].includes(step.kind));
  return contacts.length === 0 ? undefined : Math.min(...contacts.map((step) => step.at));
}

export const noteStep = ({ at, by, text }: NoteRow): Step => ({
  ...{ at, kind: "note", what: "note", by, text, ...PLAIN },
});

export const feedbackStep = ({ at, says, by, text, reason }: ListedFeedback): Step => ({
  ...{ at, kind: "feedback", what: says, by, text, ...PLAIN, reason: reason as FeedbackReason | null },
});

export const bandStep = ({ at, to_band, cause }: Pick<TransitionRow, "at" | "to_band" | "cause">): Step => ({
  ...{ at, kind: "band", what: to_band ?? "", by: null, text: null, ...PLAIN, cause },
});

/** The newest first; what happened often on one day is one step. */
export function condensed(steps: readonly Step[], dayOf: (at: number) => number): Step[] {
  const found = new Map<string, Step>();
  for (const step of steps.toSorted((a, b) => b.at - a.at)) {
    const isOne = step.kind === "mail" || step.kind === "contact";
    const key = isOne ? [step.kind, step.what, step.by, dayOf(step.at)].join("\n") : `${found.size}`;
    const known = found.get(key);
    found.set(key, known ? { ...known, times: known.times + 1 } : step);
  }
  return [...found.values()];
}
