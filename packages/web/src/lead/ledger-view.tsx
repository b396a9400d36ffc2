import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { type Names, sayLines, sayTotalLines } from "@plumbline/phrases";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { useState } from "react";
import { useSay } from "../say.tsx";
import { Points } from "../ui/figures.tsx";
import { useAuthor } from "../ui/use-author.ts";
import { lineOf, totalLineOf } from "../ui/verdict-lines.ts";
import type { Verdict } from "./lead.ts";
import { type LedgerPart, ledgerOf, sumOf } from "./ledger.ts";
import { LedgerRowView } from "./ledger-row.tsx";
import type { Reading } from "./reading.ts";
import { withAuthor } from "./with-author.ts";

/** The ledger of a score: the lines of each dimension, and how the dimensions come to the total. */
export function Ledger(props: {
  readonly id: string;
  readonly verdict: Verdict;
  readonly names: Names;
  readonly isPast: boolean;
}) {
  const { id, verdict, names, isPast } = props;
  const say = useSay();
  const author = useAuthor();
  const { lines, dimensions } = verdict;
  const spoken = lines.map((line) => lineOf(withAuthor(line, author)));
  const said = sayLines(say, spoken, names);
  const reading: Reading = {
    ...{ id, names, model: verdict.model, on: isPast ? verdict.day : undefined },
    words: new Map(lines.map((line, at) => [line, said[at]?.words ?? ""])),
  };
  const parts = ledgerOf(
    lines,
    dimensions.map(({ name }) => name),
  );
  return (
    <Stack gap="md">
      {parts.map((part) => (
        <Part
          key={part.dimension}
          part={part}
          of={dimensions.find(({ name }) => name === part.dimension)}
          reading={reading}
        />
      ))}
      <Total verdict={verdict} names={names} areDimensionsRight={parts.every((part) => isRight(part, verdict))} />
    </Stack>
  );
}

function isRight(part: LedgerPart, { dimensions }: Verdict): boolean {
  return part.points === (dimensions.find(({ name }) => name === part.dimension)?.points ?? 0);
}

function Part(props: {
  readonly part: LedgerPart;
  readonly of: Verdict["dimensions"][number] | undefined;
  readonly reading: Reading;
}) {
  const { part, of, reading } = props;
  const { lead: say } = useSay().screens;
  const [showsFaded, setShowsFaded] = useState(false);
  const counting = part.rows.filter(({ points }) => points !== 0);
  const faded = part.rows.filter(({ points }) => points === 0);
  return (
    <section>
      <div className="ledger-head">
        <Title order={3} size="h6">
          {reading.names.dimension(part.dimension)}
          {of?.label && (
            <Text span c="dimmed" inherit>
              {" "}
              · {of.label}
            </Text>
          )}
        </Title>
        <Points points={of?.points ?? part.points} fw={700} />
      </div>
      {part.rows.length === 0 && (
        <Text size="sm" c="dimmed" py={6}>
          {say.why.nothing}
        </Text>
      )}
      <ul className="ledger-rows">
        {[...counting, ...(showsFaded ? faded : [])].map((row) => (
          <LedgerRowView key={row.key} row={row} reading={reading} />
        ))}
      </ul>
      {faded.length > 0 && (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          aria-expanded={showsFaded}
          onClick={() => setShowsFaded(!showsFaded)}
        >
          {showsFaded ? say.why.hide : say.why.faded(faded.length)}
        </Button>
      )}
    </section>
  );
}

/** How the dimensions come to the total, and that nothing is missing. */
function Total(props: { readonly verdict: Verdict; readonly names: Names; readonly areDimensionsRight: boolean }) {
  const { verdict, names, areDimensionsRight } = props;
  const say = useSay();
  const { why } = say.screens.lead;
  const total = verdict.total ?? 0;
  const sum = sumOf(verdict.totalLines.map(({ points }) => points));
  const written = say.figures.points(total * 100);
  const isSound = sum === total && areDimensionsRight;
  return (
    <section>
      <div className="ledger-head">
        <Title order={3} size="h6">
          {why.total}
        </Title>
        <Points points={verdict.total} fw={700} />
      </div>
      <ul className="ledger-rows">
        {sayTotalLines(say, verdict.totalLines.map(totalLineOf), names).map(({ figure, words }) => (
          <li key={words} className="ledger-row">
            <Text size="sm" fw={600} span className="ledger-figure">
              {figure}
            </Text>
            <Text size="sm" span className="ledger-words">
              {words}
            </Text>
          </li>
        ))}
      </ul>
      <Group gap={6} wrap="nowrap" className="ledger-check" data-sound={isSound}>
        {isSound ? <IconCircleCheck size={16} aria-hidden /> : <IconAlertTriangle size={16} aria-hidden />}
        <Text size="xs" fw={600}>
          {isSound ? why.adds(written) : why.addsNot(say.figures.points(sum * 100), written)}
        </Text>
      </Group>
    </section>
  );
}
