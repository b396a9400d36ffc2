import { Badge, Box, Group, Skeleton, Stack, Text, Tooltip } from "@mantine/core";
import { useFirstSay } from "../say.tsx";
import { Points, useTimes } from "../ui/figures.tsx";
import { Sparkline } from "../ui/sparkline.tsx";
import { Split } from "../ui/split.tsx";
import type { ListedLead } from "./use-leads.ts";

/** A value of a trait as text. */
export function textOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** A text that may be cut, and is whole on hovering. */
export function Cut({ text }: { readonly text: string | null }) {
  return text === null ? null : (
    <Text size="sm" truncate title={text}>
      {text}
    </Text>
  );
}

/** Name and company, in the words of the lead; without a name the address, without that what is known. */
export function Who({ lead }: { readonly lead: ListedLead }) {
  const { leads: say } = useFirstSay().screens;
  const { name, email, traits } = lead;
  const title = name ?? email ?? say.unknown;
  const rest = [textOf(traits["title"]), textOf(traits["company"])].filter(Boolean).join(" · ");
  const beneath = rest || (name === null ? "" : (email ?? ""));
  return (
    <Stack gap={0} miw={0} title={beneath === "" ? title : `${title}\n${beneath}`}>
      <Text size="sm" fw={600} truncate>
        {title}
      </Text>
      <Text size="xs" c="dimmed" truncate>
        {beneath}
      </Text>
    </Stack>
  );
}

export function Score({ lead: { score, dimensions = [] } }: { readonly lead: ListedLead }) {
  return (
    <Group gap={10} wrap="nowrap" justify="flex-end">
      <Box component="span" c="plumb" lh={0}>
        <Split dimensions={dimensions} model={score.model} />
      </Box>
      <Points points={score.total} size="lg" fw={700} miw={40} ta="right" />
    </Group>
  );
}

export function Trend({ lead: { trend } }: { readonly lead: ListedLead }) {
  const { leads: say } = useFirstSay().screens;
  const { shortDay } = useTimes();
  if (trend === undefined) return <Later />;
  const known = trend.flatMap(([day, total]) => (total === null ? [] : [{ day, total }]));
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last || known.length < 2) return null;
  return (
    <Sparkline
      warns
      values={known.map(({ total }) => total)}
      label={say.trendFrom(first.total, shortDay(first.day), last.total)}
    />
  );
}

/** In the place of what comes a moment after the lead itself. */
export function Later() {
  return <Skeleton height={8} width="70%" radius="xl" />;
}

const SHOWN_TAGS = 2;

export function Tags({ tags }: { readonly tags: readonly string[] }) {
  const more = tags.slice(SHOWN_TAGS);
  return (
    <Group gap={4} wrap="nowrap">
      {tags.slice(0, SHOWN_TAGS).map((tag) => (
        <Badge key={tag} variant="default" size="sm" tt="none" fw={500} title={tag}>
          {tag}
        </Badge>
      ))}
      {more.length > 0 && (
        <Tooltip label={more.join(", ")}>
          <Text size="xs" c="dimmed">
            +{more.length}
          </Text>
        </Tooltip>
      )}
    </Group>
  );
}
