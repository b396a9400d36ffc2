import type { Session } from "../session.ts";

export type SignOffRole = "marketing" | "sales";

export type SignOffRow = {
  readonly sign_off_id: number;
  readonly hash: string;
  readonly role: SignOffRole;
  readonly by: string;
  readonly at: number;
  readonly note: string | null;
  readonly review_id: number | null;
};

/** Of a model, the latest first. */
export function findSignOffs(session: Session, modelId: number): Promise<SignOffRow[]> {
  return session.rows(FIND, [session.workspaceId, modelId]);
}

export async function keepSignOff(
  session: Session,
  modelId: number,
  { hash, role, by, note, review_id }: Omit<SignOffRow, "sign_off_id" | "at">,
  now: number,
): Promise<SignOffRow> {
  const values = [session.workspaceId, modelId, hash, role, by, now, note, review_id];
  const [row] = await session.rows<SignOffRow>(KEEP, values);
  return row as SignOffRow;
}

const COLUMNS = "sign_off_id, hash, role, by, at, note, review_id";

const FIND = {
  name: "find-sign-offs",
  text: `
    select ${COLUMNS} from sign_off where workspace_id = $1 and model_id = $2
    order by sign_off_id desc limit 1000`,
};

const KEEP = {
  name: "keep-sign-off",
  text: `
    insert into sign_off (workspace_id, model_id, hash, role, by, at, note, review_id)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    returning ${COLUMNS}`,
};
