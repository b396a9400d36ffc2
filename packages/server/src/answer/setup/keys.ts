import { type Answer, allowed, routes, type Scope } from "@plumbline/api";
import {
  type ApiKeyRow,
  endApiKey,
  findApiKeys,
  keepApiKey,
  lockApiKeys,
  revokeApiKey,
  type Session,
} from "@plumbline/store";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { isValid, newApiKey } from "../api-key.ts";
import type { Caller } from "../caller.ts";
import { bad } from "../read-request.ts";
import { found, Refusal } from "../refusal.ts";
import { sayInstant, sayInstantIf } from "../say-score.ts";

const MOST_KEYS = 200;
const HOUR = 3_600_000;

export function answerKeys(api: Api): void {
  answer(api, routes.keys.list, async ({ session }) => ({ items: (await findApiKeys(session)).map(sayKey) }));

  answer(api, routes.keys.create, async ({ session, body, caller, now, note }) => {
    const { name, scopes } = body;
    const expires = body.expiresAt === null ? null : Date.parse(body.expiresAt);
    if (expires !== null && expires <= now) throw bad("body", "expiresAt", "too-small", sayInstant(now));
    const made = await addKey(session, caller, { name, scopes, expires_at: expires }, now);
    note({ subject: made.id, details: { scopes } });
    return made;
  });

  answer(api, routes.keys.rotate, async ({ session, params, body, caller, now, note }) => {
    const old = await lockKey(session, Number(params.id));
    if (!isValid(old, now)) throw new Refusal({ code: "already-done" });
    const { name, scopes, expires_at } = old;
    const made = await addKey(session, caller, { name, scopes, expires_at }, now);
    await endApiKey(session, old.key_id, now + Math.round(body.overlapHours * HOUR));
    note({ details: { by: made.id } });
    return made;
  });

  answer(api, routes.keys.revoke, async ({ session, params, caller, now }) => {
    const keys = await lockApiKeys(session);
    const key = found(
      keys.find(({ key_id }) => key_id === Number(params.id)),
      "key",
    );
    checkOwn(caller, key.scopes);
    const others = keys.filter((one) => one !== key && isLasting(one) && one.scopes.includes("admin"));
    if (isLasting(key) && key.scopes.includes("admin") && others.length === 0) {
      throw new Refusal({ code: "last-admin-key" });
    }
    await revokeApiKey(session, key.key_id, now);
    return undefined;
  });
}

/** Whether nothing but revoking will end a key. */
function isLasting({ revoked_at, expires_at }: ApiKeyRow): boolean {
  return revoked_at === null && expires_at === null;
}

async function lockKey(session: Session, keyId: number): Promise<ApiKeyRow> {
  return found(
    (await lockApiKeys(session)).find(({ key_id }) => key_id === keyId),
    "key",
  );
}

type NewKey = Pick<ApiKeyRow, "name" | "scopes" | "expires_at">;

async function addKey(
  session: Session,
  caller: Caller,
  key: NewKey,
  now: number,
): Promise<Answer<typeof routes.keys.create>> {
  checkOwn(caller, key.scopes);
  const valid = (await lockApiKeys(session)).filter((one) => isValid(one, now));
  if (valid.length >= MOST_KEYS) throw new Refusal({ code: "too-many-keys", most: MOST_KEYS });
  const { key: text, prefix, hash } = newApiKey();
  return { ...sayKey(await keepApiKey(session, { ...key, prefix, hash }, now)), key: text };
}

/** A key has no power over what is more than itself. */
function checkOwn({ scopes }: Caller, wanted: readonly string[]): void {
  const beyond = wanted.find((scope): scope is Scope => allowed([scope]).some((one) => !scopes.includes(one)));
  if (beyond) throw new Refusal({ code: "more-than-own", scope: beyond });
}

function sayKey(row: ApiKeyRow) {
  return {
    id: String(row.key_id),
    name: row.name,
    prefix: `plk_${row.prefix}`,
    scopes: [...row.scopes],
    createdAt: sayInstant(row.created_at),
    expiresAt: sayInstantIf(row.expires_at),
    revokedAt: sayInstantIf(row.revoked_at),
    lastUsedAt: sayInstantIf(row.last_used_at),
  };
}
