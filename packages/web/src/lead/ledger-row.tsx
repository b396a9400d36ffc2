import { Stack, Text, UnstyledButton } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import { useId, useState } from "react";
import { useSay } from "../say.tsx";
import { Signed } from "../ui/figures.tsx";
import { EvidenceView } from "./evidence-view.tsx";
import type { LedgerRow } from "./ledger.ts";
import type { Reading } from "./reading.ts";

/** What a rule came to; pressed, its lines and what they stand on. What stands alone is said and cannot be opened. */
export function LedgerRowView({ row, reading }: { readonly row: LedgerRow; readonly reading: Reading }) {
  const { screens, figures } = useSay();
  const { why } = screens.lead;
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  const [first] = row.lines;
  if (!first) return null;
  const words = reading.words.get(first) ?? "";
  if (row.rule === null)
    return (
      <li className="ledger-row">
        <Signed points={row.points} size="sm" className="ledger-figure" />
        <Text size="sm" span className="ledger-words">
          {words}
        </Text>
      </li>
    );
  const name = reading.names.rule(row.rule);
  return (
    <li>
      <UnstyledButton
        className="ledger-row ledger-rule"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setIsOpen(!isOpen)}
      >
        <Signed points={row.points} size="sm" className="ledger-figure" />
        <Text size="sm" span className="ledger-words">
          <Label name={name} words={words} />
          {first.points !== row.points && (
            <Text span size="xs" c="dimmed">
              {" · "}
              {why.of(figures.signed(first.points * 100))}
            </Text>
          )}
        </Text>
        <IconChevronRight size={16} className="ledger-chevron" aria-hidden />
      </UnstyledButton>
      {isOpen && (
        <Stack gap="sm" id={id} className="ledger-open" component="section" aria-label={why.open(name)}>
          {row.lines.length > 1 && <Lines row={row} reading={reading} />}
          <EvidenceView {...reading} rule={row.rule} />
        </Stack>
      )}
    </li>
  );
}

/** The name of the rule stands out from what is said of it. */
function Label({ name, words }: { readonly name: string; readonly words: string }) {
  if (!words.startsWith(name)) return words;
  return (
    <>
      <Text span inherit fw={600}>
        {name}
      </Text>
      <Text span inherit c="dimmed">
        {words.slice(name.length)}
      </Text>
    </>
  );
}

function Lines({ row, reading }: { readonly row: LedgerRow; readonly reading: Reading }) {
  const { lead } = useSay().screens;
  return (
    <ul className="ledger-rows ledger-lines">
      {row.lines.map((line) => (
        <li key={`${line.kind} ${String(line["limit"])} ${String(line["group"])}`} className="ledger-row">
          <Signed points={line.points} size="xs" className="ledger-figure" />
          <Text size="xs" span className="ledger-words">
            {reading.words.get(line)}
          </Text>
        </li>
      ))}
      <li className="ledger-row ledger-sum">
        <Signed points={row.points} size="xs" className="ledger-figure" />
        <Text size="xs" span fw={600}>
          {lead.why.left}
        </Text>
      </li>
    </ul>
  );
}
