import { Group, NativeSelect, NumberInput, Stack, Text } from "@mantine/core";
import type { Limit } from "@plumbline/phrases";
import { SpanInput } from "../condition/span-input.tsx";
import { useSay } from "../say.tsx";
import { useBuilding } from "./building.ts";
import { PointsInput } from "./fields.tsx";

/** How much at most: on a day, in a window that slides by days, and altogether. A group limits points alone. */
export function LimitEditor(props: {
  readonly limit: Limit | undefined;
  readonly hasCounts: boolean;
  readonly onLimit: (limit: Limit | undefined) => void;
}) {
  const { limit = {}, hasCounts, onLimit } = props;
  const { builder } = useSay().screens;
  const told = (next: Limit) => onLimit(Object.keys(next).length === 0 ? undefined : next);
  const { perDay, perWindow, total, ...rest } = limit;
  const dayUnit = typeof perDay === "object" ? "points" : hasCounts ? "count" : "points";
  const windowUnit = perWindow?.points !== undefined || !hasCounts ? "points" : "count";
  const putDay = (amount: number | undefined, unit: Unit) =>
    told({
      ...(amount !== undefined && { perDay: unit === "count" ? Math.max(1, Math.round(amount)) : { points: amount } }),
      ...(perWindow && { perWindow }),
      ...(total !== undefined && { total }),
      ...rest,
    });
  const putWindow = (amount: number | undefined, unit: Unit, days: string) =>
    told({
      ...(perDay !== undefined && { perDay }),
      ...(amount !== undefined && {
        perWindow: { days, [unit]: unit === "count" ? Math.max(1, Math.round(amount)) : amount },
      }),
      ...(total !== undefined && { total }),
    });
  const inWindow = perWindow?.count ?? perWindow?.points;
  const days = perWindow?.days ?? "7d";
  return (
    <Stack gap={6}>
      <Row label={builder.limits.perDay}>
        <Amount
          label={builder.limits.perDay}
          amount={typeof perDay === "object" ? perDay.points : perDay}
          unit={dayUnit}
          hasCounts={hasCounts}
          onAmount={putDay}
        />
      </Row>
      <Row label={builder.limits.perWindow}>
        <Amount
          label={builder.limits.perWindow}
          amount={inWindow}
          unit={windowUnit}
          hasCounts={hasCounts}
          onAmount={(amount, unit) => putWindow(amount, unit, days)}
        />
        {inWindow !== undefined && (
          <SpanInput
            label={builder.limits.days}
            value={days}
            units={["d", "w"]}
            onChange={(next) => next !== "" && putWindow(inWindow, windowUnit, next)}
          />
        )}
      </Row>
      <Row label={builder.limits.total}>
        <PointsInput
          w={90}
          min={0.01}
          aria-label={builder.limits.total}
          placeholder="–"
          value={total}
          onNumber={(next) =>
            told({
              ...(perDay !== undefined && { perDay }),
              ...(perWindow && { perWindow }),
              ...(next !== undefined && next > 0 && { total: next }),
            })
          }
        />
        <Text size="xs" c="dimmed">
          {builder.limits.points}
        </Text>
      </Row>
    </Stack>
  );
}

type Unit = "count" | "points";

function Row({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <Group gap={8} wrap="wrap">
      <Text size="xs" className="builder-row-label" aria-hidden>
        {label}
      </Text>
      {children}
    </Group>
  );
}

function Amount(props: {
  readonly label: string;
  readonly amount: number | undefined;
  readonly unit: Unit;
  readonly hasCounts: boolean;
  readonly onAmount: (amount: number | undefined, unit: Unit) => void;
}) {
  const { label, amount, unit, hasCounts, onAmount } = props;
  const { builder } = useSay().screens;
  const { canEdit } = useBuilding();
  return (
    <Group gap={4} wrap="nowrap">
      <NumberInput
        size="xs"
        w={90}
        aria-label={label}
        placeholder="–"
        min={unit === "count" ? 1 : 0.01}
        decimalScale={unit === "count" ? 0 : 2}
        value={amount ?? ""}
        readOnly={!canEdit}
        onChange={(next) => onAmount(next === "" || Number(next) <= 0 ? undefined : Number(next), unit)}
      />
      {hasCounts ? (
        <NativeSelect
          size="xs"
          aria-label={builder.unitOf(label)}
          value={unit}
          disabled={!canEdit || amount === undefined}
          data={[
            { value: "count", label: builder.limits.times },
            { value: "points", label: builder.limits.points },
          ]}
          onChange={({ currentTarget }) => onAmount(amount, currentTarget.value as Unit)}
        />
      ) : (
        <Text size="xs" c="dimmed">
          {builder.limits.points}
        </Text>
      )}
    </Group>
  );
}
