import { bigintArray, textArray } from "../binary-array.ts";
import type { Session } from "../session.ts";
import type { EnrolmentRow } from "./enrolments.ts";

/** What is looked for among what was said of a lead: events of a name (in small letters), or what sales said. */
export type Sign = { readonly events: readonly string[] } | { readonly says: readonly string[] };

/** A lead in an experiment with what became of it from when its unit was enrolled; instants in ms. */
export type FollowedRow = Omit<EnrolmentRow, "experiment_id" | "on_day"> & {
  /** When the first lead of its unit was enrolled; of one that is in no unit any more, itself. */
  readonly unit_at: number;
  /** Within the horizon. */
  readonly converted_at: number | null;
  readonly converted_before: boolean;
  /** When each guard's sign was seen first within the span of the guard. */
  readonly guards: readonly (number | null)[];
};

/**
 * What became of everyone in an experiment: the first conversion and the first sign of each guard from the enrolment of
 * its unit on, each for its `horizon` in ms, and whether the lead had converted before that. A conversion is any of
 * several signs.
 */
export function followEnrolled(
  session: Session,
  experimentId: number,
  asked: {
    readonly target: readonly Sign[];
    readonly guards: readonly { readonly signs: readonly Sign[]; readonly horizon: number }[];
    readonly horizon: number;
    /** Only these leads, and those of their units. */
    readonly leadIds?: readonly number[] | undefined;
  },
): Promise<FollowedRow[]> {
  const values: unknown[] = [session.workspaceId, experimentId];
  const within = (horizon: number) =>
    `between enrolled.unit_at and enrolled.unit_at + $${values.push(horizon)}::bigint`;
  const first = (signs: readonly Sign[], when: string) =>
    `min(said.at) filter (where sign = any($${values.push(textArray(signs.flatMap(keysOf)))}::text[]) and said.at ${when})`;
  const guards = asked.guards.map(({ signs, horizon }) => first(signs, within(horizon)));
  const target = first(asked.target, within(asked.horizon));
  const before = first(asked.target, "< enrolled.unit_at");
  const only = asked.leadIds
    ? `and unit in (select unit from enrolment where workspace_id = $1 and experiment_id = $2
        and lead_id = any($${values.push(bigintArray(asked.leadIds))}::bigint[]))`
    : "";
  const said = saidBy([...asked.target, ...asked.guards.flatMap(({ signs }) => signs)], values);
  return session.rows(
    {
      // It says other things in each experiment.
      name: "",
      text: `
    with enrolled as materialized (
      select lead_id, unit, place, at, totals, merged_into, contaminated,
        case when contaminated or merged_into is not null then at
          else min(at) filter (where not contaminated and merged_into is null) over (partition by unit) end as unit_at
      from enrolment where workspace_id = $1 and experiment_id = $2 ${only}
    ), said as materialized (${said}), found as (
      select enrolled.lead_id, ${target} as converted_at, ${before} as before_at,
        array[${guards.join(", ")}]::bigint[] as guards
      from enrolled join said on said.lead_id = enrolled.lead_id group by enrolled.lead_id
    )
    select enrolled.*, converted_at, before_at is not null as converted_before,
      coalesce(guards, array_fill(null::bigint, array[${asked.guards.length}])) as guards
    from enrolled left join found on found.lead_id = enrolled.lead_id
    order by enrolled.lead_id`,
    },
    values,
  );
}

const keysOf = (sign: Sign): string[] =>
  "says" in sign ? sign.says.map((one) => `says ${one}`) : sign.events.map((one) => `event ${one}`);

/** All that was said of those enrolled that is a sign of something. */
function saidBy(signs: readonly Sign[], values: unknown[]): string {
  const events = [...new Set(signs.flatMap((sign) => ("events" in sign ? sign.events : [])))];
  const isPlain = (name: string) => /^[a-z ]+$/.test(name);
  const [plain, others] = [events.filter(isPlain), events.filter((name) => !isPlain(name))];
  const says = [...new Set(signs.flatMap((sign) => ("says" in sign ? sign.says : [])))];
  const told = (named: string) => `
      select enrolled.lead_id, 'event ' || lower(event.name) as sign, event.at
      from enrolled
      join identity on identity.workspace_id = $1 and identity.lead_id = enrolled.lead_id
      join event on event.workspace_id = $1 and event.identity_id = identity.identity_id
      where event.type = 'track' and lower(event.name) ${named}`;
  return [
    // Written out, the planner sees that the index of outcomes has all of them.
    ...(plain.length > 0 ? [told(`in (${plain.map((name) => `'${name}'`).join(", ")})`)] : []),
    ...(others.length > 0 ? [told(`= any($${values.push(textArray(others))}::text[])`)] : []),
    ...(says.length > 0
      ? [
          `
      select enrolled.lead_id, 'says ' || says as sign, feedback.at
      from enrolled
      join identity on identity.workspace_id = $1 and identity.lead_id = enrolled.lead_id
      join feedback on feedback.workspace_id = $1 and feedback.identity_id = identity.identity_id
      where says = any($${values.push(textArray(says))}::text[])`,
        ]
      : []),
  ].join(" union all");
}
