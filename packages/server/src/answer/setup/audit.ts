import { routes } from "@plumbline/api";
import type { Json } from "@plumbline/scoring";
import { findAudit } from "@plumbline/store";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { pageOf, readIdCursor } from "../cursor.ts";
import { sayInstant } from "../say-score.ts";

export function answerAudit(api: Api): void {
  answer(api, routes.audit.list, async ({ session, query }) => {
    const before = readIdCursor(query.cursor) ?? Number.MAX_SAFE_INTEGER;
    const rows = await findAudit(session, before, query.limit + 1);
    return pageOf(
      rows,
      query.limit,
      ({ audit_id, at, by, name, action, subject, details }) => ({
        id: String(audit_id),
        at: sayInstant(at),
        by,
        name,
        action,
        subject,
        details: details as Json,
      }),
      ({ audit_id }) => [audit_id],
    );
  });
}
