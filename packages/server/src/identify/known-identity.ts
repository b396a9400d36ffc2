import {
  decodeStates,
  encodeStates,
  type Identity,
  type JsonObject,
  type LeadHistory,
  newStanding,
  type Stamp,
  type Standing,
  type TraitHistory,
} from "@plumbline/scoring";
import type { Grown, IdentityRow } from "@plumbline/store";

/** An identity while a batch is thought about: what its own events have said so far. Changed in place. */
export type KnownIdentity = {
  readonly id: number;
  readonly key: Identity;
  leadId: number;
  first: Stamp | undefined;
  lastAt: number | null;
  /** Of an anonymous id: the user who claimed it first. */
  claim: (Stamp & { readonly userId: string }) | undefined;
  readonly history: LeadHistory;
  standing: Standing;
  /** Whether it did something: that has to be written back. */
  hasGrown: boolean;
  /** Whether anything else of it has changed. */
  isChanged: boolean;
  /** Whether the lead has to be described anew: traits, account, standing or first day are others. */
  isRetold: boolean;
  /** As it was read, so that what has not changed is not written anew. */
  readonly row: Pick<IdentityRow, "traits" | "standing">;
};

export function readIdentity(row: IdentityRow): KnownIdentity {
  return {
    id: row.identity_id,
    key: row.key as Identity,
    leadId: row.lead_id,
    first: row.first_at === null ? undefined : { at: row.first_at, messageId: row.first_message ?? "" },
    lastAt: row.last_at,
    claim:
      row.claim_user === null
        ? undefined
        : { at: row.claim_at ?? 0, messageId: row.claim_message ?? "", userId: row.claim_user },
    history: {
      states: row.states.length === 0 ? new Map() : decodeStates(row.states),
      traits: readTraitHistory(row.traits),
      account:
        row.account === null
          ? undefined
          : { at: row.account_at ?? 0, messageId: row.account_message ?? "", value: row.account },
    },
    standing: row.standing === null ? newStanding : (JSON.parse(row.standing) as Standing),
    hasGrown: false,
    isChanged: false,
    isRetold: false,
    row,
  };
}

/** An identity of which nothing has been said yet. */
export function freshIdentity(id: number, key: Identity): KnownIdentity {
  return {
    id,
    key,
    leadId: id,
    first: undefined,
    lastAt: null,
    claim: undefined,
    history: { states: new Map(), traits: new Map(), account: undefined },
    standing: newStanding,
    hasGrown: false,
    isChanged: true,
    isRetold: false,
    row: { traits: "{}", standing: null },
  };
}

/** Of an identity that only did something. */
export function writeGrown({ id, lastAt, history }: KnownIdentity): Grown {
  return { identity_id: id, last_at: lastAt, states: encodeStates(history.states) };
}

export function writeIdentity(known: KnownIdentity): IdentityRow {
  const { first, claim, history, standing } = known;
  return {
    identity_id: known.id,
    key: known.key,
    lead_id: known.leadId,
    first_at: first?.at ?? null,
    first_message: first?.messageId ?? null,
    last_at: known.lastAt,
    claim_at: claim?.at ?? null,
    claim_message: claim?.messageId ?? null,
    claim_user: claim?.userId ?? null,
    states: encodeStates(history.states),
    traits: known.isRetold ? writeTraitHistory(history.traits) : known.row.traits,
    account_at: history.account?.at ?? null,
    account_message: history.account?.messageId ?? null,
    account: history.account?.value ?? null,
    standing: standing === newStanding ? known.row.standing : JSON.stringify(standing),
  };
}

type Json = JsonObject[string];

/** What was said at once, as most traits are. */
type Said = readonly [at: number, messageId: string, traits: { [name: string]: Json }];

export function readTraitHistory(text: string): TraitHistory {
  const history: TraitHistory = new Map();
  if (text === "{}") return history;
  for (const [at, messageId, traits] of JSON.parse(text) as readonly Said[]) {
    for (const name in traits) history.set(name, { at, messageId, value: traits[name] as Json });
  }
  return history;
}

export function writeTraitHistory(history: TraitHistory): string {
  if (history.size === 0) return "{}";
  const said = new Map<string, Said>();
  for (const [name, { at, messageId, value }] of history) {
    const key = `${at} ${messageId}`;
    const once = said.get(key) ?? [at, messageId, Object.create(null)];
    once[2][name] = value;
    said.set(key, once);
  }
  return JSON.stringify([...said.values()]);
}
