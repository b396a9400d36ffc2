import { Badge, Group, Stack, Table, Text, UnstyledButton } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconArrowDown, IconMinus, IconQuestionMark, IconTrendingDown, IconTrendingUp } from "@tabler/icons-react";
import { type ReactNode, useMemo, useState } from "react";
import { useSay } from "../say.tsx";
import { COLUMNS, type Column, findingOf, sorted } from "./rule-truths.ts";
import { smallShare, threeDigits } from "./sheet.ts";
import type { RuleTruth } from "./study.ts";
import type { Studied } from "./use-studied.ts";

type Shown = { readonly rule: RuleTruth; readonly studied: Studied };

/** What each rule was worth, sorted by any column; cards on a narrow screen. */
export function RulesTable({ rules, studied }: { readonly rules: readonly RuleTruth[]; readonly studied: Studied }) {
  const { insights: say } = useSay().screens;
  const [by, setBy] = useState<Column>("worth");
  const isNarrow = useMediaQuery("(max-width: 62em)") ?? false;
  const shown = useMemo(() => sorted(rules, by), [rules, by]);
  if (isNarrow)
    return (
      <Stack gap="sm">
        {shown.map((rule) => (
          <RuleCard key={rule.rule} rule={rule} studied={studied} />
        ))}
      </Stack>
    );
  return (
    <Table aria-label={say.rules} verticalSpacing={6} highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{say.rule}</Table.Th>
          {COLUMNS.map((column) => (
            <Table.Th key={column} ta="right" aria-sort={sortOf(column, by)}>
              <UnstyledButton className="insights-sort" title={say.sortBy(say[column])} onClick={() => setBy(column)}>
                {say[column]} {by === column && <IconArrowDown size={12} aria-hidden />}
              </UnstyledButton>
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {shown.map((rule) => (
          <RuleLine key={rule.rule} rule={rule} studied={studied} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function sortOf(column: Column, by: Column): "none" | "ascending" | "descending" {
  if (column !== by) return "none";
  return column === "q" ? "ascending" : "descending";
}

function RuleLine({ rule, studied }: Shown) {
  const { figures } = useSay();
  return (
    <Table.Tr>
      <Table.Td maw={280}>
        <Stack gap={2} align="flex-start">
          <Text size="sm" fw={500}>
            {studied.rule(rule.rule)}
          </Text>
          <Finding rule={rule} />
        </Stack>
      </Table.Td>
      <Table.Td ta="right" miw={90}>
        <Fires share={rule.fires} />
      </Table.Td>
      <Table.Td ta="right">
        <Spanned value={rule.with.conversion?.rate} interval={rule.with.conversion?.interval} show={figures.percent} />
      </Table.Td>
      <Table.Td ta="right">
        <Spanned
          value={rule.without.conversion?.rate}
          interval={rule.without.conversion?.interval}
          show={figures.percent}
        />
      </Table.Td>
      <Table.Td ta="right">
        <Spanned value={rule.difference?.difference} interval={rule.difference?.interval} show={figures.percent} />
      </Table.Td>
      <Table.Td ta="right">
        <Worth rule={rule} />
      </Table.Td>
      <Table.Td ta="right">
        <Q q={rule.adjusted?.q} />
      </Table.Td>
    </Table.Tr>
  );
}

function RuleCard({ rule, studied }: Shown) {
  const { screens, figures } = useSay();
  const { insights: say } = screens;
  return (
    <Stack gap={4} pb="sm" component="article" className="insights-card">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Text size="sm" fw={600}>
          {studied.rule(rule.rule)}
        </Text>
        <Finding rule={rule} />
      </Group>
      <Group gap="md" align="flex-start">
        <Named label={say.fires}>{figures.percent(rule.fires)}</Named>
        <Named label={say.with}>{rule.with.conversion ? figures.percent(rule.with.conversion.rate) : "–"}</Named>
        <Named label={say.without}>
          {rule.without.conversion ? figures.percent(rule.without.conversion.rate) : "–"}
        </Named>
        <Named label={say.worth}>
          <Worth rule={rule} />
        </Named>
        <Named label={say.q}>
          <Q q={rule.adjusted?.q} />
        </Named>
      </Group>
    </Stack>
  );
}

function Named({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Stack gap={0}>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text size="sm" component="div">
        {children}
      </Text>
    </Stack>
  );
}

function Fires({ share }: { readonly share: number }) {
  const { figures } = useSay();
  return (
    <Stack gap={2}>
      <Text size="sm">{figures.percent(share)}</Text>
      <div className="insights-bar" aria-hidden>
        <span style={{ width: `${share * 100}%` }} />
      </div>
    </Stack>
  );
}

/** A figure, with its interval small below it. */
function Spanned(props: {
  readonly value: number | undefined;
  readonly interval: { readonly low: number; readonly high: number } | undefined;
  readonly show: (value: number) => string;
}) {
  const { value, interval, show } = props;
  if (value === undefined) return <Dash />;
  return (
    <Stack gap={0}>
      <Text size="sm">{show(value)}</Text>
      {interval && (
        <Text size="xs" c="dimmed" className="insights-line">
          {show(interval.low)} … {show(interval.high)}
        </Text>
      )}
    </Stack>
  );
}

function Worth({ rule: { adjusted } }: { readonly rule: RuleTruth }) {
  const { figures } = useSay();
  const show = (factor: number) => `×${figures.value(threeDigits(factor))}`;
  return <Spanned value={adjusted?.oddsRatio} interval={adjusted?.interval} show={show} />;
}

function Q({ q }: { readonly q: number | undefined }) {
  const { figures } = useSay();
  if (q === undefined) return <Dash />;
  return (
    <Text component="span" size="sm">
      {smallShare(q, figures.value)}
    </Text>
  );
}

const FINDINGS = {
  raises: { color: "teal", Icon: IconTrendingUp },
  lowers: { color: "red", Icon: IconTrendingDown },
  unclear: { color: "gray", Icon: IconQuestionMark },
  rare: { color: "gray", Icon: IconMinus },
} as const;

function Finding({ rule }: { readonly rule: RuleTruth }) {
  const { insights: say } = useSay().screens;
  const finding = findingOf(rule);
  const { color, Icon } = FINDINGS[finding];
  return (
    <Badge
      variant="light"
      color={color}
      c="var(--mantine-color-text)"
      tt="none"
      fw={600}
      miw="max-content"
      flex="none"
      leftSection={<Icon size={12} aria-hidden />}
    >
      {say.proofs[finding]}
    </Badge>
  );
}

function Dash() {
  return (
    <Text component="span" size="sm" c="dimmed">
      –
    </Text>
  );
}
