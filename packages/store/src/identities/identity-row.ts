/** An identity as it is kept; instants in ms, JSON as text. */
export type IdentityRow = {
  readonly identity_id: number;
  readonly key: string;
  readonly lead_id: number;
  readonly first_at: number | null;
  readonly first_message: string | null;
  readonly last_at: number | null;
  readonly claim_at: number | null;
  readonly claim_message: string | null;
  readonly claim_user: string | null;
  readonly states: Uint8Array;
  /** [time, message, {name: value}] of each time that something was said that still stands; {} where nothing was. */
  readonly traits: string;
  readonly account_at: number | null;
  readonly account_message: string | null;
  readonly account: string | null;
  readonly standing: string | null;
};
