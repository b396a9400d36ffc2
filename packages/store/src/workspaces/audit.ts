import type { Session } from "../session.ts";

/** Who changed what; nothing about any lead but its id. */
export type AuditRow = {
  readonly audit_id: number;
  readonly at: number;
  readonly by: string;
  readonly action: string;
  readonly subject: string | null;
  readonly details: unknown;
  /** Of the person who did it, as she is called now. */
  readonly name: string | null;
};

export type NewAudit = Pick<AuditRow, "by" | "action" | "subject" | "details">;

export async function keepAudit(session: Session, { by, action, subject, details }: NewAudit, now: number) {
  const written = details === null ? null : JSON.stringify(details);
  await session.rows(KEEP, [session.workspaceId, now, by, action, subject, written]);
}

/** What was changed before an entry, the newest first. */
export function findAudit(session: Session, before: number, most: number): Promise<AuditRow[]> {
  return session.rows(FIND, [session.workspaceId, before, most]);
}

const KEEP = {
  name: "keep-audit",
  text: `
    insert into audit (workspace_id, at, by, action, subject, details)
    values ($1, $2, $3, $4, $5, $6::jsonb)`,
};

const FIND = {
  name: "find-audit",
  text: `
    select audit_id, at, by, action, subject, details, person.name
    from audit left join person on audit.by = 'user:' || person.id
    where workspace_id = $1 and audit_id < $2
    order by audit_id desc limit $3`,
};
