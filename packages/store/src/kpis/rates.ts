import { integerArray, textArray } from "../binary-array.ts";
import type { Session } from "../session.ts";

/** On a day (since 1970), one unit of `base` was worth `rate` units of `currency`. */
export type RateRow = {
  readonly day: number;
  readonly base: string;
  readonly currency: string;
  readonly rate: number;
};

/** Where a page of rates begins: after this one. */
export type RatePlace = Omit<RateRow, "rate">;

/** Rates, the newest day first, then by currency and base. */
export function findRates(
  session: Session,
  currency: string | null,
  after: RatePlace | undefined,
  most: number,
): Promise<RateRow[]> {
  const { day = null, currency: last = null, base = null } = after ?? {};
  return session.rows(FIND, [session.workspaceId, currency, day, last, base, most]);
}

/** All rates of some currencies from one day until another. */
export function findRatesOf(
  session: Session,
  currencies: readonly string[],
  from: number,
  until: number,
): Promise<RateRow[]> {
  return session.rows(OF, [session.workspaceId, textArray(currencies), from, until]);
}

export type RatedCurrency = {
  readonly base: string;
  readonly currency: string;
  readonly from: number;
  readonly until: number;
  readonly days: number;
};

export function findRatedCurrencies(session: Session): Promise<RatedCurrency[]> {
  return session.rows(CURRENCIES, [session.workspaceId]);
}

/** Writes rates, those of the same day anew; returns how many say something new. Each may be there once. */
export async function keepRates(session: Session, rates: readonly RateRow[]): Promise<number> {
  const sorted = rates.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const [row] = await session.rows<{ count: number }>(KEEP, [
    session.workspaceId,
    textArray(sorted.map((rate) => rate.currency)),
    textArray(sorted.map((rate) => rate.base)),
    integerArray(sorted.map((rate) => rate.day)),
    textArray(sorted.map((rate) => String(rate.rate))),
  ]);
  return row?.count ?? 0;
}

/** Two who write the same rates lock them in the same order. */
const keyOf = ({ currency, base, day }: RateRow): string => `${currency} ${base} ${day}`;

export async function dropRates(
  session: Session,
  { base, currency, day }: { readonly base: string; readonly currency: string; readonly day: number | null },
): Promise<number> {
  return (await session.rows(DROP, [session.workspaceId, currency, base, day])).length;
}

const FIND = {
  name: "find-rates",
  text: `
    select day, base, currency, rate from currency_rate
    where workspace_id = $1 and ($2::text is null or currency = $2)
      and ($3::int is null or day < $3 or (day = $3 and (currency, base) > ($4, $5)))
    order by day desc, currency, base limit $6`,
};

const OF = {
  name: "find-rates-of",
  text: `
    select day, base, currency, rate from currency_rate
    where workspace_id = $1 and currency = any($2::text[]) and day between $3 and $4`,
};

const CURRENCIES = {
  name: "find-rated-currencies",
  text: `
    select base, currency, min(day) as from, max(day) as until, count(*)::int as days from currency_rate
    where workspace_id = $1 group by base, currency order by currency, base`,
};

const KEEP = {
  name: "keep-rates",
  text: `
    with kept as (
      insert into currency_rate (workspace_id, currency, base, day, rate)
      select $1, currency, base, day, rate::double precision
      from unnest($2::text[], $3::text[], $4::int[], $5::text[]) as one (currency, base, day, rate)
      on conflict (workspace_id, currency, base, day) do update set rate = excluded.rate
        where currency_rate.rate is distinct from excluded.rate
      returning 1
    )
    select count(*)::int as count from kept`,
};

const DROP = {
  name: "drop-rates",
  text: `
    delete from currency_rate
    where workspace_id = $1 and currency = $2 and base = $3 and ($4::int is null or day = $4) returning day`,
};
