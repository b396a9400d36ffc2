import { routes } from "@plumbline/api";
import {
  changeNote,
  dropNote,
  findLead,
  findNotes,
  keepNote,
  lockLeads,
  lockNote,
  type NoteRow,
  type Session,
} from "@plumbline/store";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { pageOf, readIdCursor } from "../cursor.ts";
import { found, Refusal } from "../refusal.ts";
import { sayInstant, sayInstantIf } from "../say-score.ts";
import { isAdmin } from "./allowed-to-change.ts";

export function answerNotes(api: Api): void {
  const { leads } = routes;

  answer(api, leads.notes, async ({ session, params, query }) => {
    const { lead_id } = found(await findLead(session, Number(params.id)), "lead");
    const before = readIdCursor(query.cursor);
    const rows = await findNotes(session, lead_id, before === undefined ? {} : { before }, query.limit + 1);
    return pageOf(rows, query.limit, sayNote, ({ note_id }) => [note_id]);
  });

  answer(api, leads.addNote, async ({ session, params, body, caller, now }) => {
    const leadId = await lockLead(session, params.id);
    return sayNote(found(await keepNote(session, leadId, { text: body.text, by: caller.by }, now), "lead"));
  });

  answer(api, leads.changeNote, async ({ session, params, body, caller, now }) => {
    const row = found(await lockNote(session, Number(params.id), Number(params.note)), "note");
    // What somebody wrote is changed by nobody else: it stands there under their name.
    if (row.by !== caller.by) throw new Refusal({ code: "not-own" });
    await changeNote(session, row.note_id, body.text, now);
    return sayNote({ ...row, text: body.text, changed_at: now });
  });

  answer(api, leads.dropNote, async ({ session, params, caller }) => {
    const row = found(await lockNote(session, Number(params.id), Number(params.note)), "note");
    if (row.by !== caller.by && !isAdmin(caller)) throw new Refusal({ code: "not-own" });
    await dropNote(session, row.note_id);
    return undefined;
  });
}

/** Locks a lead: what is said of it goes neither to one that is being merged away nor to one that is forgotten. */
export async function lockLead(session: Session, id: string): Promise<number> {
  const [lead] = await lockLeads(session, [Number(id)]);
  return found(lead, "lead").lead_id;
}

export function sayNote({ note_id, text, by, at, changed_at }: NoteRow) {
  return { id: String(note_id), text, by, at: sayInstant(at), changedAt: sayInstantIf(changed_at) };
}
