import type { Json, JsonObject, Line } from "@plumbline/scoring";
import { type EventRow, findAccounts, findEventsOf, type LeadRow, type Session } from "@plumbline/store";
import { eventOf } from "../../collect/kept-event.ts";
import { membersOf } from "../../score/evidence-members.ts";
import { sayInstant } from "../say-score.ts";

/** So many writes of one trait are shown. */
const MOST_ENTRIES = 20;

/** The traits that made a rule's condition hold, each with who wrote it when: the newest first, which stands. */
export async function traitsBehind(session: Session, lead: LeadRow, line: Line | undefined, until: number) {
  if (line?.kind !== "rule" || line.evidence.kind !== "when") return [];
  const asked = line.evidence.reasons.flatMap(({ subject }) =>
    subject.kind === "trait" || subject.kind === "account" ? [{ trait: subject.name, kind: subject.kind }] : [],
  );
  const once = [...new Map(asked.map((one) => [`${one.kind}\n${one.trait}`, one])).values()];
  const ofLead = once.some(({ kind }) => kind === "trait") ? await written(session, lead, "identify", until) : [];
  const ofAccount = once.some(({ kind }) => kind === "account") ? await writtenOfAccount(session, lead, until) : [];
  return once.map(({ trait, kind }) => ({
    trait,
    of: kind === "trait" ? ("lead" as const) : kind,
    entries: entriesOf(kind === "trait" ? ofLead : ofAccount, trait),
  }));
}

async function written(session: Session, lead: LeadRow, type: "identify" | "group", until: number) {
  const members = await membersOf(session, lead, type === "identify" ? "lead" : "account");
  return findEventsOf(session, [...members.keys()], { until, types: [type] });
}

async function writtenOfAccount(session: Session, lead: LeadRow, until: number): Promise<EventRow[]> {
  const [account] = lead.account_id === null ? [] : await findAccounts(session, [lead.account_id]);
  const rows = await written(session, lead, "group", until);
  return rows.filter((row) => eventOf(row).groupId === account?.key);
}

function entriesOf(rows: readonly EventRow[], trait: string) {
  return rows
    .flatMap((row) => {
      const value = valueIn(eventOf(row).traits ?? {}, trait);
      return value === undefined ? [] : [{ row, value }];
    })
    .sort((a, b) => b.row.at - a.row.at || (a.row.message_id < b.row.message_id ? 1 : -1))
    .slice(0, MOST_ENTRIES)
    .map(({ row, value }) => ({
      at: sayInstant(row.at),
      messageId: row.message_id,
      type: row.type,
      source: String(row.source_id),
      value,
    }));
}

/** A trait by its name or, of one that lies in another, by its path; what is read from a title is the title. */
function valueIn(traits: JsonObject, trait: string): Json | undefined {
  const names = READ_FROM_TITLE.has(trait) ? [trait, "title"] : [trait, trait.split(".", 1)[0] ?? trait];
  const name = names.find((one) => Object.hasOwn(traits, one));
  return name === undefined ? undefined : traits[name];
}

const READ_FROM_TITLE: ReadonlySet<string> = new Set(["seniority", "department"]);
