import { Checkbox, Skeleton } from "@mantine/core";
import type { CSSProperties, MouseEvent } from "react";
import { useFirstSay } from "../say.tsx";
import { LeadCard } from "./lead-card.tsx";
import type { Column } from "./lead-columns.tsx";
import type { Chosen } from "./use-chosen.ts";
import type { ListedLead } from "./use-leads.ts";

const keepIn = (event: MouseEvent) => event.stopPropagation();

/** A lead in the list: a row of cells, or a card where there is no room for them. */
export function Row(props: {
  readonly lead: ListedLead;
  readonly index: number;
  readonly columns: readonly Column[];
  readonly isNarrow: boolean;
  readonly isCurrent: boolean;
  readonly isChanged: boolean;
  readonly chosen: Chosen;
  readonly style: CSSProperties;
  readonly onFocus: (index: number) => void;
  readonly onOpen: (lead: ListedLead) => void;
}) {
  const { lead, index, columns, isNarrow, isCurrent, isChanged, chosen, style, onFocus, onOpen } = props;
  const { leads: say } = useFirstSay().screens;
  const isChosen = chosen.has(lead.id);
  const choosing = (
    <Checkbox
      size={isNarrow ? "sm" : "xs"}
      tabIndex={-1}
      aria-label={say.choose(lead.name ?? lead.email ?? say.unknown)}
      checked={isChosen}
      onChange={() => chosen.toggle(lead.id)}
    />
  );
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the table around listens to the keys.
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      data-at={index}
      data-changed={isChanged || undefined}
      data-chosen={isChosen || undefined}
      tabIndex={isCurrent ? 0 : -1}
      className={isNarrow ? "leads-card" : "leads-row"}
      style={style}
      onFocus={() => onFocus(index)}
      onClick={() => onOpen(lead)}
    >
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a press here chooses the row and does not open it. */}
      <span role="cell" className="leads-choose" onClick={keepIn}>
        {choosing}
      </span>
      {isNarrow ? (
        <span role="cell" className="leads-card-body">
          <LeadCard lead={lead} />
        </span>
      ) : (
        columns.map(({ id, cell, isNumber }) => (
          <span key={id} role="cell" data-column={id} className={isNumber ? "leads-number" : undefined}>
            {cell(lead)}
          </span>
        ))
      )}
    </div>
  );
}

/** A lead that is on its way. */
export function ComingRow({ isNarrow, style }: { readonly isNarrow: boolean; readonly style: CSSProperties }) {
  return (
    <div className={isNarrow ? "leads-card" : "leads-row"} style={{ ...style, display: "block" }} aria-hidden>
      <Skeleton height={12} width="40%" mt={14} />
      <Skeleton height={8} width="24%" mt={8} />
    </div>
  );
}
