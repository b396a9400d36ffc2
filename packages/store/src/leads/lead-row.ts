/** A lead as it is kept; instants in ms. */
export type LeadRow = {
  readonly lead_id: number;
  readonly chief: string;
  readonly name: string | null;
  readonly email: string | null;
  /** JSON of the traits as they stand. */
  readonly traits: string;
  readonly words: readonly string[];
  readonly account_id: number | null;
  readonly ineligible: string | null;
  readonly first_at: number | null;
  readonly last_at: number | null;
};
