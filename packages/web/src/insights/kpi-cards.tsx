import { Anchor, Button, Card, Group, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { IconArrowDownRight, IconArrowRight, IconArrowUpRight } from "@tabler/icons-react";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { useTimes } from "../ui/figures.tsx";
import { LinkText } from "../ui/links.tsx";
import {
  type Behind,
  FIGURE_GROUPS,
  type KpiFigure,
  type KpiMissing,
  type KpiSide,
  type Kpis,
  type Trend,
  trendOf,
} from "./kpi.ts";
import { type KpiWords, useKpiWords } from "./kpi-words.ts";

type Given = {
  readonly found: Kpis;
  readonly onBehind: (behind: Behind) => void;
  readonly onMoney: (part: "costs" | "rates") => void;
};

const GROUPS = ["funnel", "time", "money", "quality"] as const;

/** All figures of the period as cards, in groups. */
export function KpiCards(props: Given) {
  const { found } = props;
  const { kpis: say } = useSay().screens.insights;
  const words = useKpiWords(found.currency);
  return (
    <Stack gap="lg">
      {GROUPS.map((group) => (
        <Stack key={group} gap="xs" component="section" aria-label={say.groups[group]}>
          <Title order={2} size="h5">
            {say.groups[group]}
          </Title>
          <SimpleGrid cols={{ base: 1, xs: 2, md: 3, xl: 6 }} spacing="sm">
            {FIGURE_GROUPS[group].map((name) => {
              const figure = found.all.figures.find((one) => one.figure === name);
              return figure && <KpiCard key={name} {...props} figure={figure} words={words} />;
            })}
          </SimpleGrid>
        </Stack>
      ))}
    </Stack>
  );
}

function KpiCard(props: Given & { readonly figure: KpiFigure; readonly words: KpiWords }) {
  const { figure, words, onBehind, onMoney } = props;
  const { kpis: say } = useSay().screens.insights;
  const title = say.figures[figure.figure];
  const interval = words.interval(figure);
  const [first] = figure.missing;
  return (
    <Card withBorder padding="sm" component="article" aria-label={title}>
      <Stack gap={4} h="100%">
        <Stack gap={0}>
          <Text size="sm" fw={600}>
            {title}
          </Text>
          <Text size="xs" c="dimmed">
            {say.figureHints[figure.figure]}
          </Text>
        </Stack>
        {figure.value === null ? (
          <Stack gap={4} my="auto">
            <Text fw={600} c="dimmed">
              {say.unsaid}
            </Text>
            {first && <MissingLine missing={first} leads={figure.numerator?.leads ?? 0} onMoney={onMoney} />}
          </Stack>
        ) : (
          <>
            <Text fz={26} fw={700} lh={1.2}>
              {words.figure(figure)}
            </Text>
            {interval && (
              <Text size="xs" c="dimmed">
                {interval}
              </Text>
            )}
            <Change figure={figure} words={words} />
          </>
        )}
        <Stack gap={0} mt="auto">
          {sidesOf(figure).map((side) => (
            <Side key={side.population} side={side} onBehind={() => onBehind({ title, population: side.population })} />
          ))}
        </Stack>
      </Stack>
    </Card>
  );
}

/** Numerator and denominator, once where they are the same. */
function sidesOf({ numerator, denominator }: KpiFigure): readonly KpiSide[] {
  return [
    ...(numerator ? [numerator] : []),
    ...(denominator && denominator.population !== numerator?.population ? [denominator] : []),
  ];
}

function Side({ side, onBehind }: { readonly side: KpiSide; readonly onBehind: () => void }) {
  const { kpis: say } = useSay().screens.insights;
  const words = say.people(side.leads, say.populations[side.population]);
  if (side.leads === 0)
    return (
      <Text size="xs" c="dimmed">
        {words}
      </Text>
    );
  return (
    <Anchor component="button" type="button" size="xs" ta="start" onClick={onBehind}>
      {words}
    </Anchor>
  );
}

const TRENDS: Readonly<Record<Trend, string>> = {
  better: "light-dark(var(--mantine-color-teal-9), var(--mantine-color-teal-4))",
  worse: "light-dark(var(--mantine-color-red-9), var(--mantine-color-red-4))",
  same: "dimmed",
  other: "dimmed",
};

/** How a figure differs from the period before: an arrow, a word for who does not see colours, and by how much. */
function Change({ figure, words }: { readonly figure: KpiFigure; readonly words: KpiWords }) {
  const { kpis: say } = useSay().screens.insights;
  const trend = trendOf(figure);
  const { value, change } = figure.before;
  if (value === null) return null;
  const said = words.change(figure);
  if (trend === undefined || change === null || said === undefined)
    return (
      <Text size="xs" c="dimmed">
        {say.before(words.value(value, figure.unit))}
      </Text>
    );
  const Icon = change > 0 ? IconArrowUpRight : change < 0 ? IconArrowDownRight : IconArrowRight;
  return (
    <Group gap={4} wrap="nowrap" align="flex-start">
      <Text c={TRENDS[trend]} lh={1} pt={2}>
        <Icon size={14} role="img" aria-label={say.trends[trend]} />
      </Text>
      <Text size="xs" c={TRENDS[trend]}>
        {say.changed(said, words.value(value, figure.unit))}
      </Text>
    </Group>
  );
}

/** What is missing for a figure, and where it can be entered. */
function MissingLine(props: {
  readonly missing: KpiMissing;
  /** Who is there all the same. */
  readonly leads: number;
  readonly onMoney: Given["onMoney"];
}) {
  const { missing, leads, onMoney } = props;
  const { insights } = useSay().screens;
  const { kpis: say } = insights;
  const { can } = useMe();
  const { day } = useTimes();
  const words = wordsFor(insights, missing, leads, day);
  return (
    <Stack gap={4} align="flex-start">
      <Text size="sm">{words}</Text>
      {can("write") && (missing.what === "costs" || missing.what === "rate") && (
        <Button size="compact-xs" variant="light" onClick={() => onMoney(missing.what === "rate" ? "rates" : "costs")}>
          {missing.what === "rate" ? say.enterRates : say.enterCosts}
        </Button>
      )}
      {can("admin") && missing.what === "currency" && (
        <LinkText to="/settings/{-$part}" params={{ part: "workspace" }} size="sm">
          {say.setCurrency}
        </LinkText>
      )}
    </Stack>
  );
}

type Words = ReturnType<typeof useSay>["screens"]["insights"];

function wordsFor(
  { kpis: say, missing: counted }: Words,
  missing: KpiMissing,
  leads: number,
  day: (iso: string) => string,
): string {
  switch (missing.what) {
    case "rate":
      return say.missing.rate(missing.currency, day(missing.day));
    case "currency":
    case "costs-not-split":
    case "costs":
      return say.missing[missing.what];
    case "contacts":
      return leads > 0 ? say.missing.fewContacts : say.missing.contacts;
    case "leads":
    case "converted":
      return missing.found === 0 ? say.missing[missing.what] : counted[missing.what](missing.needed, missing.found);
    default:
      return counted[missing.what](missing.needed, missing.found);
  }
}
