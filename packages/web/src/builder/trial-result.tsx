import { ActionIcon, Badge, Card, Group, NativeSelect, Stack, Text, Tooltip } from "@mantine/core";
import { IconArrowRight, IconCheck, IconX } from "@tabler/icons-react";
import { useSay } from "../say.tsx";
import { LinkText } from "../ui/links.tsx";
import { useBuilding } from "./building.ts";
import { TrialLines } from "./trial-lines.tsx";
import { useTrialWords } from "./trial-words.ts";
import type { Tried } from "./tried.ts";

const UNSAID = "";
const NO_BAND = " none";

/** What the draft makes of one lead or account, beside what is live: the total, the band, and every line that adds up to it. */
export function TrialResult(props: {
  readonly tried: Tried;
  readonly isSample: boolean;
  readonly onExpect: (band: string | null | undefined) => void;
  readonly onDrop: () => void;
}) {
  const { tried, isSample, onExpect, onDrop } = props;
  const say = useSay();
  const { leads, shell } = say.screens;
  const builder = useTrialWords();
  const { names, model } = useBuilding();
  const { lead, live, verdict } = tried;
  const who = lead === null ? builder.invented : (tried.name ?? leads.unknown);
  const bandName = (band: string | null) => (band === null ? shell.none : names.band(band));
  return (
    <Card withBorder padding="sm">
      <Stack gap={6}>
        <Group justify="space-between" wrap="nowrap" gap="xs">
          {lead === null ? (
            <Text fw={600} size="sm">
              {who}
            </Text>
          ) : (
            <LinkText
              to={model.of === "account" ? "/accounts/$id" : "/leads/$id"}
              params={{ id: lead }}
              size="sm"
              fw={600}
            >
              {who}
            </LinkText>
          )}
          <Group gap={6} wrap="nowrap">
            {live && <Before live={live} band={bandName(live.band)} />}
            <Text size="sm" fw={650}>
              {verdict.total ?? "–"}
            </Text>
            <Badge tt="none" variant="light" color={live && live.band !== tried.band ? "plumb" : "gray"}>
              {bandName(tried.band)}
            </Badge>
            <Tooltip label={shell.remove}>
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                aria-label={builder.removeNamed(who)}
                onClick={onDrop}
              >
                <IconX size={14} />
              </ActionIcon>
            </Tooltip>
          </Group>
        </Group>
        {lead !== null && <Expected tried={tried} who={who} isSample={isSample} onExpect={onExpect} />}
        {verdict.unscored !== null ? (
          <Text size="sm">{builder.unscored}</Text>
        ) : (
          <details className="builder-lines">
            <summary>{builder.lines(verdict.lines.length)}</summary>
            <TrialLines tried={tried} />
          </details>
        )}
      </Stack>
    </Card>
  );
}

function Before({ live, band }: { readonly live: NonNullable<Tried["live"]>; readonly band: string }) {
  const { builder } = useSay().screens;
  return (
    <>
      <Text size="sm" c="dimmed">
        {live.verdict.total ?? "–"} · {band}
      </Text>
      <IconArrowRight size={14} aria-label={builder.becomes} />
    </>
  );
}

/** What sales expects of a kept lead, and whether it is so. */
function Expected(props: {
  readonly tried: Tried;
  readonly who: string;
  readonly isSample: boolean;
  readonly onExpect: (band: string | null | undefined) => void;
}) {
  const { tried, who, isSample, onExpect } = props;
  const { builder, shell } = useSay().screens;
  const { names, model } = useBuilding();
  const { expected } = tried;
  const bands = (model.bands ?? []).map((band) => ({
    value: band.name,
    label: builder.expectBand(names.band(band.name)),
  }));
  return (
    <Group gap={8}>
      <NativeSelect
        size="xs"
        aria-label={builder.expectedOf(who)}
        value={isSample && expected ? (expected.band ?? NO_BAND) : UNSAID}
        data={[
          { value: UNSAID, label: isSample ? builder.expectNothing : builder.expect },
          { value: NO_BAND, label: builder.expectBand(shell.none) },
          ...bands,
        ]}
        onChange={({ currentTarget: { value: next } }) =>
          onExpect(next === UNSAID ? undefined : next === NO_BAND ? null : next)
        }
      />
      {expected && (
        <Badge
          tt="none"
          variant="light"
          color={expected.holds ? "teal" : "red"}
          leftSection={expected.holds ? <IconCheck size={12} aria-hidden /> : <IconX size={12} aria-hidden />}
        >
          {expected.holds ? builder.holds : builder.fails}
        </Badge>
      )}
    </Group>
  );
}
