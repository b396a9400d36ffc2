import type { Asked, routes } from "@plumbline/api";
import type { FollowedRow, ListedArm } from "@plumbline/store";
import type { Followed, Unit } from "../../learn/experiment/units.ts";

type Query = Pick<Asked<typeof routes.experiments.leads>["query"], "figure" | "arm" | "guard">;

/** The leads behind a figure of a result: those of the units that it counts, in the order of their ids. */
export function behind(
  { units, contaminated }: Followed,
  arms: readonly Pick<ListedArm, "place" | "name">[],
  guards: readonly string[],
  { figure, arm, guard }: Query,
): FollowedRow[] {
  const place = arm === undefined ? undefined : (arms.find(({ name }) => name === arm)?.place ?? -1);
  const guardAt = guards.indexOf(guard ?? "");
  const rows =
    figure === "contaminated"
      ? contaminated
      : units.filter((unit) => counts(unit, figure, guardAt)).flatMap(({ leads }) => leads);
  return rows.filter((row) => place === undefined || row.place === place).toSorted((a, b) => a.lead_id - b.lead_id);
}

function counts(
  { convertedBefore, isMatured, convertedAt, guards }: Unit,
  figure: Exclude<Query["figure"], "contaminated">,
  guardAt: number,
): boolean {
  if (convertedBefore) return figure === "converted-before";
  switch (figure) {
    case "enrolled":
      return true;
    case "matured":
      return isMatured;
    case "censored":
      return !isMatured;
    case "converted":
      return isMatured && convertedAt !== null;
    case "guard":
      return guards[guardAt] === true;
    default:
      return false;
  }
}
