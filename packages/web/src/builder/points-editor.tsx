import { Group, NativeSelect, Stack } from "@mantine/core";
import type { RulePoints } from "@plumbline/phrases";
import type { Rule } from "@plumbline/scoring";
import { useSay } from "../say.tsx";
import { useBuilding } from "./building.ts";
import { NeededPoints } from "./fields.tsx";
import { TableEditor, TiersEditor } from "./points-rows.tsx";
import { TermEditor } from "./term-editor.tsx";

type Kind = "flat" | "tiers" | "table" | "times";

/** What a rule gives: a number, by tiers, from a table, or so many for each unit. */
export function PointsEditor(props: {
  readonly points: Rule["points"];
  readonly isEach: boolean;
  readonly signal: string | undefined;
  readonly onPoints: (points: RulePoints) => void;
}) {
  const { isEach, signal, onPoints } = props;
  const points = props.points as RulePoints;
  const { builder } = useSay().screens;
  const { model, canEdit } = useBuilding();
  const kind = kindOf(points);
  const isKeyed = signal !== undefined && model.signals?.[signal]?.count?.by !== undefined;
  const kinds: readonly Kind[] = isEach
    ? ["flat", "tiers", ...(isKeyed || kind === "table" ? (["table"] as const) : [])]
    : ["flat", "tiers", "table", "times"];
  return (
    <Stack gap="xs">
      <Group gap="xs" align="flex-end">
        <NativeSelect
          size="xs"
          label={builder.points}
          value={kind}
          disabled={!canEdit}
          data={(kinds.includes(kind) ? kinds : [...kinds, kind]).map((one) => ({
            value: one,
            label: builder.pointKinds[one],
          }))}
          onChange={({ currentTarget }) => onPoints(fresh(currentTarget.value as Kind, points, isEach))}
        />
        {typeof points === "number" && (
          <NeededPoints w={100} aria-label={builder.points} value={points} onNumber={(next) => onPoints(next)} />
        )}
        {typeof points === "object" && "times" in points && (
          <NeededPoints
            w={100}
            aria-label={builder.points}
            value={points.times}
            onNumber={(next) => onPoints({ ...points, times: next })}
          />
        )}
      </Group>
      {typeof points === "object" && !isEach && (
        <TermEditor term={points.of ?? { trait: "" }} onTerm={(of) => onPoints({ ...points, of })} />
      )}
      {typeof points === "object" && "tiers" in points && (
        <TiersEditor tiers={points.tiers} onTiers={(tiers) => onPoints({ ...points, tiers })} />
      )}
      {typeof points === "object" && "table" in points && (
        <TableEditor
          table={points.table}
          otherwise={points.otherwise}
          onTable={(table, otherwise) => {
            const { otherwise: _, ...rest } = points;
            onPoints({ ...rest, table, ...(otherwise !== undefined && { otherwise }) });
          }}
        />
      )}
    </Stack>
  );
}

function kindOf(points: RulePoints): Kind {
  if (typeof points === "number") return "flat";
  if ("tiers" in points) return "tiers";
  return "table" in points ? "table" : "times";
}

/** Another form of points; what it is worth and what it is read from stay where they can. */
function fresh(kind: Kind, former: RulePoints, isEach: boolean): RulePoints {
  const worth = worthOf(former);
  const of = typeof former === "object" && former.of ? former.of : { trait: "employees" };
  const term = isEach ? {} : { of };
  if (kind === "flat") return worth;
  if (kind === "tiers") return { ...term, tiers: [{ from: 1, points: worth }] };
  if (kind === "table") return { ...term, table: { "": worth } };
  return { of, times: 1 };
}

function worthOf(points: RulePoints): number {
  if (typeof points === "number") return points;
  if ("tiers" in points) return Math.max(...points.tiers.map((tier) => tier.points));
  if ("table" in points) return Math.max(0, ...Object.values(points.table));
  return 10;
}
