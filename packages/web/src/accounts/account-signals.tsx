import { Group, Stack, Text } from "@mantine/core";
import type { Answered } from "../api.ts";
import { useSay } from "../say.tsx";
import { Signed } from "../ui/figures.tsx";
import { useLiveModel } from "../ui/use-model.ts";
import { sharedReasons } from "./shared-reasons.ts";

const SHOWN = 10;

/** What the people of an account did that counts, by how many of them did it. */
export function AccountSignals({ people }: { readonly people: Answered<"leads", "list">["items"] }) {
  const { accounts: say } = useSay().screens;
  const live = useLiveModel(people[0]?.score.model);
  const shared = sharedReasons(people);
  if (!live || shared.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {say.noSignals}
      </Text>
    );
  return (
    <Stack gap={6}>
      <Text size="xs" c="dimmed">
        {say.signalsHint}
      </Text>
      {shared.slice(0, SHOWN).map(({ rule, people: count, points }) => (
        <Group key={rule} gap="sm" wrap="nowrap" justify="space-between">
          <Text size="sm" truncate>
            {live.names.rule(rule)}
          </Text>
          <Group gap="sm" wrap="nowrap" flex="none">
            <Text size="xs" c="dimmed">
              {say.signalPeople(count)}
            </Text>
            <Signed points={points} size="sm" miw={40} ta="end" />
          </Group>
        </Group>
      ))}
    </Stack>
  );
}
