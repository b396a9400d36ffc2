import { Group, Stack, Text } from "@mantine/core";
import { Band } from "../ui/band.tsx";
import { Ago, Points } from "../ui/figures.tsx";
import { Reasons } from "../ui/reasons.tsx";
import { Later, Who } from "./lead-cells.tsx";
import type { ListedLead } from "./use-leads.ts";

/** A lead where there is no room for columns. */
export function LeadCard({ lead }: { readonly lead: ListedLead }) {
  const { score, reasons, owner, lastAt } = lead;
  return (
    <Stack gap={4}>
      <Group wrap="nowrap" justify="space-between" align="flex-start">
        <Who lead={lead} />
        <Points points={score.total} fw={700} size="xl" lh={1.2} />
      </Group>
      <Group gap="xs" wrap="nowrap">
        <Band band={score.band} model={score.model} />
        <Text size="xs" c="dimmed" truncate flex={1} ta="right">
          {owner}
        </Text>
        {lastAt && <Ago at={lastAt} size="xs" c="dimmed" />}
      </Group>
      {reasons ? <Reasons reasons={reasons} model={score.model} /> : <Later />}
    </Stack>
  );
}
