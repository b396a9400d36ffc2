import type { Session } from "../session.ts";
import { SPOKESMEN } from "./spokesman.ts";

/** What somebody wrote down of a lead. */
export type NoteRow = {
  readonly note_id: number;
  readonly lead_id: number;
  readonly text: string;
  readonly by: string;
  readonly at: number;
  readonly changed_at: number | null;
};

/** Notes of a lead, the newest first; before one, and before an instant (ms). */
export function findNotes(
  session: Session,
  leadId: number,
  { before = Number.MAX_SAFE_INTEGER, until = Number.MAX_SAFE_INTEGER }: { before?: number; until?: number },
  most: number,
): Promise<NoteRow[]> {
  return session.rows(FIND, [session.workspaceId, leadId, before, until, most]);
}

/** Keeps a note of a lead that is locked. */
export async function keepNote(
  session: Session,
  leadId: number,
  { text, by }: Pick<NoteRow, "text" | "by">,
  now: number,
): Promise<NoteRow | undefined> {
  const [row] = await session.rows<{ note_id: number }>(KEEP, [session.workspaceId, [leadId], text, by, now]);
  return row && { note_id: row.note_id, lead_id: leadId, text, by, at: now, changed_at: null };
}

/** Locks a note of a lead. */
export async function lockNote(session: Session, leadId: number, noteId: number): Promise<NoteRow | undefined> {
  const [row] = await session.rows<NoteRow>(LOCK, [session.workspaceId, leadId, noteId]);
  return row;
}

export async function changeNote(session: Session, noteId: number, text: string, now: number): Promise<void> {
  await session.rows(CHANGE, [session.workspaceId, noteId, text, now]);
}

export async function dropNote(session: Session, noteId: number): Promise<void> {
  await session.rows(DROP, [session.workspaceId, noteId]);
}

const COLUMNS = "note_id, identity.lead_id, text, by, at, changed_at";
const JOINED = "identity join note on note.workspace_id = $1 and note.identity_id = identity.identity_id";

const FIND = {
  name: "find-notes",
  text: `
    select ${COLUMNS} from ${JOINED}
    where identity.workspace_id = $1 and identity.lead_id = $2 and note_id < $3 and at < $4
    order by note_id desc limit $5`,
};

const KEEP = {
  name: "keep-note",
  text: `
    insert into note (workspace_id, identity_id, text, by, at)
    select $1, speaker.identity_id, $3, $4, $5 from (${SPOKESMEN}) as speaker
    returning note_id`,
};

const LOCK = {
  name: "lock-note",
  text: `
    select ${COLUMNS} from ${JOINED}
    where identity.workspace_id = $1 and identity.lead_id = $2 and note_id = $3 for update of note`,
};

const CHANGE = {
  name: "change-note",
  text: "update note set text = $3, changed_at = $4 where workspace_id = $1 and note_id = $2",
};

const DROP = { name: "drop-note", text: "delete from note where workspace_id = $1 and note_id = $2" };
