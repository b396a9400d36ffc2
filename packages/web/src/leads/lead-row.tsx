import { type MouseEvent, memo } from "react";
import { useFirstSay } from "../say.tsx";
import type { LiveModel } from "../ui/use-model.ts";
import { LeadCard } from "./lead-card.tsx";
import type { Column } from "./lead-columns.tsx";
import type { ListedLead } from "./use-leads.ts";

const keepIn = (event: MouseEvent) => event.stopPropagation();

type Placed = {
  /** How far below the top of the list. */
  readonly start: number;
  readonly isNarrow: boolean;
};

/**
 * A lead in the list: a row of cells, or a card where there is no room for them. It is drawn again only when
 * something of it has changed, so that scrolling draws the rows that come into sight and no others.
 */
export const Row = memo(function Row(
  props: Placed & {
    readonly lead: ListedLead;
    readonly live: LiveModel | undefined;
    readonly index: number;
    readonly columns: readonly Column[];
    readonly isCurrent: boolean;
    readonly isChanged: boolean;
    readonly isChosen: boolean;
    readonly onChoose: (id: string) => void;
    readonly onFocus: (index: number) => void;
    readonly onOpen: (lead: ListedLead) => void;
  },
) {
  const { lead, live, index, columns, start, isNarrow, isCurrent, isChanged, isChosen } = props;
  const { leads: say } = useFirstSay().screens;
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
      style={{ top: start }}
      onFocus={() => props.onFocus(index)}
      onClick={() => props.onOpen(lead)}
    >
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a press here chooses the row and does not open it. */}
      <span role="cell" className="leads-choose" onClick={keepIn}>
        <input
          type="checkbox"
          className="leads-box"
          tabIndex={-1}
          aria-label={say.choose(lead.name ?? lead.email ?? say.unknown)}
          checked={isChosen}
          onChange={() => props.onChoose(lead.id)}
        />
      </span>
      {isNarrow ? (
        <span role="cell" className="leads-card-body">
          <LeadCard lead={lead} live={live} />
        </span>
      ) : (
        columns.map(({ id, cell, isNumber }) => (
          <span key={id} role="cell" data-column={id} className={isNumber ? "leads-number" : undefined}>
            {cell(lead, live)}
          </span>
        ))
      )}
    </div>
  );
});

/** A lead that is on its way. */
export const ComingRow = memo(function ComingRow({ start, isNarrow }: Placed) {
  return (
    <div className={isNarrow ? "leads-card" : "leads-row"} data-coming style={{ top: start }} aria-hidden>
      <span className="later" />
      <span className="later" />
    </div>
  );
});
