import { Group, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { CSSProperties } from "react";
import { Ago, Points } from "../ui/figures.tsx";
import { Reasons } from "../ui/reasons.tsx";
import { Later, Who } from "./lead-cells.tsx";
import type { ListedLead } from "./use-leads.ts";

/** A lead on the board. */
export function BoardCard(props: {
  readonly lead: ListedLead;
  readonly index: number;
  readonly isCurrent: boolean;
  readonly style: CSSProperties;
  readonly onFocus: (index: number) => void;
}) {
  const { lead, index, isCurrent, style, onFocus } = props;
  const { score, reasons, owner, lastAt } = lead;
  return (
    <Link
      to="/leads/$id"
      params={{ id: lead.id }}
      className="board-card"
      data-lead={lead.id}
      data-at={index}
      tabIndex={isCurrent ? 0 : -1}
      style={style}
      onFocus={({ currentTarget }) => {
        onFocus(index);
        // A browser leaves a card that is half in sight where it is. Under a finger it has to stay there.
        if (currentTarget.matches(":focus-visible"))
          currentTarget.scrollIntoView({ block: "nearest", inline: "nearest" });
      }}
    >
      <Group wrap="nowrap" justify="space-between" align="flex-start" gap="xs">
        <Who lead={lead} />
        <Points points={score.total} fw={700} size="lg" lh={1.2} />
      </Group>
      <div className="board-reasons">{reasons ? <Reasons reasons={reasons} model={score.model} /> : <Later />}</div>
      <Group justify="space-between" wrap="nowrap" gap="xs" mt="auto">
        <Text size="xs" c="dimmed" truncate>
          {owner}
        </Text>
        {lastAt && <Ago at={lastAt} size="xs" c="dimmed" />}
      </Group>
    </Link>
  );
}
