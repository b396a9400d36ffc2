import { Group, Stack, Table, Text, UnstyledButton } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { type Names, sayRule } from "@plumbline/phrases";
import { IconArrowDown } from "@tabler/icons-react";
import { useState } from "react";
import { useSay } from "../say.tsx";
import { Points, Signed, useTimes } from "../ui/figures.tsx";
import { LinkText } from "../ui/links.tsx";
import { COLUMNS, type Column, leadsOfRule, type RuleRow, type RulesReport, sorted } from "./rule-rows.ts";

const HUNDRED = 100;

/** What each rule may give and gives: in the model's order by dimension, or by a column. */
export function RuleTable(props: {
  readonly rows: readonly RuleRow[];
  readonly names: Names;
  readonly model: string;
  readonly isLinked: boolean;
}) {
  const { rows, names, model, isLinked } = props;
  const { overview } = useSay().screens.models;
  const [by, setBy] = useState<Column>();
  const isNarrow = useMediaQuery("(max-width: 62em)") ?? false;
  const groups: readonly (readonly [string | null, readonly RuleRow[]])[] = by
    ? [[null, sorted(rows, by)]]
    : [...Map.groupBy(rows, ({ dimension }) => dimension)];
  const cells = { names, model, isLinked };
  if (isNarrow)
    return (
      <Stack gap="md">
        {groups.map(([dimension, its]) => (
          <Stack key={dimension} gap="xs">
            {dimension !== null && <Text fw={600}>{names.dimension(dimension)}</Text>}
            {its.map((row) => (
              <RuleCard key={row.rule.id} row={row} {...cells} />
            ))}
          </Stack>
        ))}
      </Stack>
    );
  return (
    <Table aria-label={overview.rules} verticalSpacing={6} highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th aria-sort={by === undefined ? "other" : "none"}>
            <Sort label={overview.rule} isOn={by === undefined} onSort={() => setBy(undefined)} />
          </Table.Th>
          {COLUMNS.map((column) => (
            <Table.Th key={column} ta="right" aria-sort={by === column ? "descending" : "none"}>
              <Sort label={overview[WORDS[column]]} isOn={by === column} onSort={() => setBy(column)} />
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      {groups.map(([dimension, its]) => (
        <Table.Tbody key={dimension}>
          {dimension !== null && (
            <Table.Tr>
              <Table.Th colSpan={COLUMNS.length + 1} scope="rowgroup" c="dimmed">
                {names.dimension(dimension)}
              </Table.Th>
            </Table.Tr>
          )}
          {its.map((row) => (
            <RuleLine key={row.rule.id} row={row} {...cells} />
          ))}
        </Table.Tbody>
      ))}
    </Table>
  );
}

const WORDS = {
  share: "share",
  leads: "given",
  mean: "meanPoints",
  sum: "sum",
  lastOn: "lastOn",
  taken: "limited",
} as const satisfies Record<Column, string>;

function Sort({
  label,
  isOn,
  onSort,
}: {
  readonly label: string;
  readonly isOn: boolean;
  readonly onSort: () => void;
}) {
  const { overview } = useSay().screens.models;
  return (
    <UnstyledButton className="models-sort" title={overview.sortBy(label)} onClick={onSort}>
      {label} {isOn && <IconArrowDown size={12} aria-hidden />}
    </UnstyledButton>
  );
}

type Shown = {
  readonly row: RuleRow;
  readonly names: Names;
  readonly model: string;
  readonly isLinked: boolean;
};

function RuleLine(shown: Shown) {
  const { row, names } = shown;
  const { counted } = row;
  return (
    <Table.Tr>
      <Table.Td>
        <RuleWords row={row} names={names} />
      </Table.Td>
      <Table.Td ta="right" miw={130}>
        <Share row={row} />
      </Table.Td>
      <Table.Td ta="right">
        <GivenTo {...shown} />
      </Table.Td>
      <Table.Td ta="right">{counted?.mean == null ? <Dash /> : <Signed points={counted.mean} size="sm" />}</Table.Td>
      <Table.Td ta="right">{counted ? <Signed points={counted.sum} size="sm" fw={400} /> : <Dash />}</Table.Td>
      <Table.Td ta="right">
        <LastOn row={row} />
      </Table.Td>
      <Table.Td ta="right">
        <Taken {...counted} />
      </Table.Td>
    </Table.Tr>
  );
}

function RuleCard(shown: Shown) {
  const { overview } = useSay().screens.models;
  const { row, names } = shown;
  return (
    <Stack gap={4} pb="xs" component="article" className="models-card">
      <RuleWords row={row} names={names} />
      <Share row={row} />
      <Group gap="md">
        <Text size="sm">
          {overview.given} <GivenTo {...shown} />
        </Text>
        {row.counted?.mean != null && (
          <Text size="sm">
            {overview.meanPoints} <Signed points={row.counted.mean} />
          </Text>
        )}
        {row.counted?.lastOn && (
          <Text size="sm" component="div">
            {overview.lastOn} <LastOn row={row} />
          </Text>
        )}
      </Group>
    </Stack>
  );
}

function RuleWords({ row: { rule }, names }: { readonly row: RuleRow; readonly names: Names }) {
  const say = useSay();
  return (
    <Stack gap={0}>
      <Text size="sm" fw={500}>
        {names.rule(rule.id)}
      </Text>
      <Text size="xs" c="dimmed" maw={560}>
        {sayRule(say, rule, names)}
      </Text>
    </Stack>
  );
}

function Share({ row: { share, most } }: { readonly row: RuleRow }) {
  const { screens, figures } = useSay();
  const { overview } = screens.models;
  const atMost = most === null ? overview.unlimited : overview.most(most * HUNDRED);
  return (
    <Stack gap={2}>
      {share !== null && (
        <div className="models-bar" aria-hidden>
          <span style={{ width: `${Math.min(100, share * 400)}%` }} />
        </div>
      )}
      <Text size="xs" c="dimmed" className="models-line">
        {share === null ? atMost : `${figures.percent(share)} · ${atMost}`}
      </Text>
    </Stack>
  );
}

function GivenTo({ row: { rule, counted }, model, isLinked }: Shown) {
  const { figures } = useSay();
  if (!counted) return <Dash />;
  const filter = leadsOfRule(rule);
  const said = figures.number(counted.leads);
  if (!isLinked || filter === undefined || counted.leads === 0)
    return (
      <Text component="span" size="sm" {...(counted.leads === 0 && { c: "dimmed" })}>
        {said}
      </Text>
    );
  return (
    <LinkText to="/leads" search={{ model, filter }} size="sm">
      {said}
    </LinkText>
  );
}

function LastOn({ row: { rule, counted } }: { readonly row: RuleRow }) {
  const { overview } = useSay().screens.models;
  const { day } = useTimes();
  if (!counted) return <Dash />;
  if (counted.lastOn !== null)
    return (
      <Text component="span" size="sm">
        {day(counted.lastOn)}
      </Text>
    );
  return (
    <Text component="span" size="xs" c="dimmed">
      {rule.each === undefined ? overview.asState : overview.never}
    </Text>
  );
}

function Taken({ limited = 0, taken = 0 }: { readonly limited?: number; readonly taken?: number }) {
  const { overview } = useSay().screens.models;
  return limited === 0 ? (
    <Dash />
  ) : (
    <Text component="span" size="sm">
      {overview.limitedOf(taken * HUNDRED, limited)}
    </Text>
  );
}

function Dash() {
  return (
    <Text component="span" size="sm" c="dimmed">
      –
    </Text>
  );
}

/** What the limits that rules share took. */
export function GroupLimits({ report, names }: { readonly report: RulesReport; readonly names: Names }) {
  const { overview } = useSay().screens.models;
  if (report.groups.length === 0) return null;
  return (
    <Group gap="lg">
      <Text size="sm" fw={600}>
        {overview.groups}
      </Text>
      {report.groups.map(({ group, taken, limited }) => (
        <Text key={group} size="sm">
          <Text span inherit c="dimmed">
            {names.group(group)}
          </Text>{" "}
          {limited === 0 ? <Points points={0} /> : overview.limitedOf(taken * HUNDRED, limited)}
        </Text>
      ))}
    </Group>
  );
}
