import { Group, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useSay } from "../say.tsx";
import { LinkText } from "../ui/links.tsx";
import type { Holder } from "./segment.ts";

/** Who uses a list or a segment, and who has an older state of it. */
export function UsedBy({ holders }: { readonly holders: readonly Holder[] }) {
  const { segments: say } = useSay().screens;
  if (holders.length === 0)
    return (
      <Text size="xs" c="dimmed">
        {say.usedByNobody}
      </Text>
    );
  return (
    <Stack gap={2}>
      {holders.map((holder) => (
        <Group key={`${holder.kind} ${holder.name} ${holder.version}`} gap={6}>
          <HolderName holder={holder} />
          {!holder.isCurrent && (
            <Group gap={3} c="orange.8" wrap="nowrap">
              <IconAlertTriangle size={13} aria-hidden />
              <Text size="xs">{say.outOfDate}</Text>
            </Group>
          )}
        </Group>
      ))}
    </Stack>
  );
}

function HolderName({ holder: { kind, name, version } }: { readonly holder: Holder }) {
  const { segments: say } = useSay().screens;
  if (kind === "model")
    return (
      <LinkText to="/models/$name" params={{ name }} size="sm">
        {version === null ? name : say.holders.model(name, version)}
      </LinkText>
    );
  return <Text size="sm">{say.holders[kind](name)}</Text>;
}
