import { Checkbox, Text, UnstyledButton } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { memo } from "react";
import { useFirstSay } from "../say.tsx";
import type { Column } from "./lead-columns.tsx";
import type { Sort } from "./leads-search.ts";
import type { Chosen } from "./use-chosen.ts";
import type { ListedLead } from "./use-leads.ts";

/** The headings of the list; some sort it. */
export const Head = memo(function Head(props: {
  readonly columns: readonly Column[];
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  /** The leads that are at hand, whom the box chooses. */
  readonly known: ReadonlyMap<number, ListedLead>;
  readonly chosen: Chosen;
}) {
  const { columns, sort, onSort, known, chosen } = props;
  const { leads: say } = useFirstSay().screens;
  const shown = [...known.values()].map(({ id }) => id);
  const isWhole = shown.length > 0 && shown.every((id) => chosen.has(id));
  return (
    <div className="leads-head" role="row" aria-rowindex={1}>
      <span role="columnheader" className="leads-choose">
        <Checkbox
          size="xs"
          aria-label={say.chooseAll}
          checked={isWhole}
          indeterminate={chosen.size > 0 && !isWhole}
          onChange={(event) => chosen.all(event.currentTarget.checked ? shown : [])}
        />
      </span>
      {columns.map((column) => (
        <Heading key={column.id} column={column} isSorted={column.sort === sort} onSort={onSort} />
      ))}
    </div>
  );
});

function Heading(props: {
  readonly column: Column;
  readonly isSorted: boolean;
  readonly onSort: (sort: Sort) => void;
}) {
  const { column, isSorted, onSort } = props;
  const { id, label, sort: by, isNumber } = column;
  const isUp = by === "name";
  const Arrow = isUp ? IconArrowUp : IconArrowDown;
  return (
    <span
      role="columnheader"
      data-column={id}
      className={isNumber ? "leads-number" : undefined}
      {...(isSorted && { "aria-sort": isUp ? ("ascending" as const) : ("descending" as const) })}
    >
      {by === undefined ? (
        <Text size="xs" fw={600} c="dimmed" truncate title={label}>
          {label}
        </Text>
      ) : (
        <UnstyledButton onClick={() => onSort(by)} fz="xs" fw={600} c={isSorted ? "inherit" : "dimmed"}>
          {label}
          {isSorted && <Arrow size={12} aria-hidden className="leads-arrow" />}
        </UnstyledButton>
      )}
    </span>
  );
}
