import { Alert, Group, Progress, Stack, Text } from "@mantine/core";
import { type Outlook, sayBand, sayOutlook, sayUnscored } from "@plumbline/phrases";
import { IconArrowDownRight, IconArrowUpRight, IconClock, IconLock, IconTargetArrow } from "@tabler/icons-react";
import { useSay } from "../say.tsx";
import { Band } from "../ui/band.tsx";
import { Points } from "../ui/figures.tsx";
import { Reasons } from "../ui/reasons.tsx";
import { useAuthor } from "../ui/use-author.ts";
import { type LiveModel, useLiveModel } from "../ui/use-model.ts";
import { dayNumber } from "../ui/verdict-lines.ts";
import type { Scored, Told } from "./lead.ts";
import { outlooksOf } from "./outlook.ts";
import { Section } from "./section.tsx";
import { withAuthor } from "./with-author.ts";

const ICONS = {
  step: IconTargetArrow,
  rises: IconArrowUpRight,
  falls: IconArrowDownRight,
  changes: IconClock,
  steady: IconClock,
} as const satisfies Record<Outlook["kind"], unknown>;

/** Where the lead is, what counts most, and what would change it. */
export function ScoreSection(props: {
  readonly scored: Scored;
  readonly ineligible: string | null;
  readonly glows: boolean;
}) {
  const { scored, ineligible, glows } = props;
  const say = useSay();
  const { lead } = say.screens;
  const live = useLiveModel(scored.model);
  const author = useAuthor();
  return (
    <Section title={lead.score.title} glows={glows}>
      <div className="lead-score-grid">
        <Stack gap={4} align="flex-start">
          <Points points={scored.total} className="lead-total" />
          <Band band={scored.band} model={scored.model} size="lg" />
          {scored.since && live && (
            <Text size="xs" c="dimmed">
              {sayBand(say, { band: scored.band, since: dayNumber(scored.since) }, live.names)}
            </Text>
          )}
        </Stack>
        <Dimensions scored={scored} live={live} />
      </div>
      {scored.zone !== null && scored.zone !== scored.band && live && (
        <Text size="xs" c="dimmed">
          {lead.score.zone(live.names.band(scored.zone))}
        </Text>
      )}
      {scored.unscored && live && (
        <Alert color="orange" variant="light" icon={<IconLock size={18} aria-hidden />}>
          {ineligible === null || scored.unscored.kind !== "ineligible"
            ? sayUnscored(say, { reason: scored.unscored as never }, live.names)
            : sayUnscored(say, { reason: { kind: "ineligible", because: ineligible } }, live.names)}
        </Alert>
      )}
      {scored.reasons.length > 0 && (
        <div>
          <Text size="xs" c="dimmed" fw={600}>
            {lead.score.reasons}
          </Text>
          <Reasons reasons={scored.reasons.map((one) => withLine(one, scored, author))} model={scored.model} />
        </div>
      )}
      {live && <Outlooks scored={scored} live={live} />}
      <Changes scored={scored} live={live} />
    </Section>
  );
}

/** What stands on a line of its own is said by that line. */
function withLine(reason: Scored["reasons"][number], { lines }: Scored, author: (by: string) => string) {
  const isOf = (line: Told) => line.kind === reason.code && line["dimension"] === reason.dimension;
  const line = reason.rule === null ? lines.find(isOf) : undefined;
  return { ...reason, line: line === undefined ? null : withAuthor(line, author) };
}

function Outlooks({ scored, live }: { readonly scored: Scored; readonly live: LiveModel }) {
  const say = useSay();
  const outlooks = outlooksOf(scored, live.bands);
  if (outlooks.length === 0) return null;
  return (
    <ul className="lead-outlooks" aria-label={say.screens.lead.score.outlook}>
      {outlooks.map((outlook) => {
        const Icon = ICONS[outlook.kind];
        const words = sayOutlook(say, outlook, live.names);
        return (
          <li key={words} data-kind={outlook.kind}>
            <Icon size={16} aria-hidden />
            <Text size="sm" className="lead-sentence">
              {words}
            </Text>
          </li>
        );
      })}
    </ul>
  );
}

const USUAL_TOP = 100;

function Dimensions({ scored, live }: { readonly scored: Scored; readonly live: LiveModel | undefined }) {
  return (
    <Stack gap="xs" className="lead-dimensions">
      {scored.dimensions.map(({ name, points, label }) => {
        const top = live?.body.dimensions?.[name]?.clip?.[1] ?? USUAL_TOP;
        const said = live?.names.dimension(name) ?? name;
        return (
          <div key={name}>
            <Group justify="space-between" gap="xs" wrap="nowrap">
              <Text size="sm" truncate title={said}>
                {said}
              </Text>
              <Text size="sm" fw={600} span>
                {label !== null && `${label} · `}
                <Points points={points} />
              </Text>
            </Group>
            <Progress value={Math.min(Math.max((points / top) * 100, 0), 100)} size="sm" aria-label={said} />
          </div>
        );
      })}
    </Stack>
  );
}

/** Says to who does not see it what the score is, each time it changes. */
function Changes({ scored: { total, band }, live }: { readonly scored: Scored; readonly live: LiveModel | undefined }) {
  const { screens, figures } = useSay();
  const name = band === null ? screens.shell.none : (live?.names.band(band) ?? band);
  return (
    <p className="lead-told" aria-live="polite">
      {total !== null && screens.lead.score.now(figures.points(total * 100), name)}
    </p>
  );
}

/** There is nothing to score it by. */
export function NoScore() {
  const { lead } = useSay().screens;
  return (
    <Section title={lead.score.title}>
      <Text fw={600}>{lead.score.noModel}</Text>
      <Text size="sm" c="dimmed">
        {lead.score.noModelHint}
      </Text>
    </Section>
  );
}
