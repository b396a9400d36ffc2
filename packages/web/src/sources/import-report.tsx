import { Alert, Anchor, Group, Table, Text, Title } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useSay } from "../say.tsx";
import { SidePanel } from "../ui/side-panel.tsx";
import { type Import, readReport } from "./import.ts";
import { sayIfFileProblem } from "./import-problem.ts";
import { reasonOf } from "./reason-of.ts";
import { useHowFar } from "./use-how-far.ts";

/** What became of the records of an import, and how the file was understood. */
export function ImportReport({ one, onClose }: { readonly one: Import; readonly onClose: () => void }) {
  const say = useSay();
  const { imports, refused } = say.screens.sources;
  const { number } = say.figures;
  const report = readReport(one.report);
  const problem = sayIfFileProblem(say, one.problem);
  const { said } = useHowFar(one);
  const figures = [
    [imports.total, one.recordsDone],
    [imports.stored, report.stored],
    [imports.duplicates, report.duplicates],
    [imports.rejected, report.rejected],
  ] as const;
  return (
    <SidePanel title={imports.reportOf(one.fileName)} onClose={onClose}>
      <Group gap="xl">
        {figures.map(([label, n]) => (
          <div key={label}>
            <Text size="xs" c="dimmed">
              {label}
            </Text>
            <Text size="xl" fw={650} lh={1.2}>
              {number(n)}
            </Text>
          </div>
        ))}
      </Group>
      {problem && (
        <Alert color="red" icon={<IconAlertTriangle />}>
          {problem}
        </Alert>
      )}
      {one.state !== "done" && <Text size="sm">{said}</Text>}
      {report.reasons.length === 0 ? (
        one.state === "done" && (
          <Group gap="xs">
            <IconCircleCheck size={18} color="var(--mantine-color-teal-6)" aria-hidden />
            <Text size="sm">{imports.noneRejected}</Text>
          </Group>
        )
      ) : (
        <Part title={imports.rejectedRows}>
          <Lines
            rows={report.reasons.map(([code, n]) => [reasonOf(code, refused), number(n)])}
            label={imports.rejectedRows}
          />
          <Anchor component={Link} to="/data" size="sm">
            {imports.toQuarantine}
          </Anchor>
        </Part>
      )}
      {report.noMessageIds && one.kind !== "leads" && <Alert color="yellow">{imports.noIds}</Alert>}
      {report.misread.length > 0 && (
        <Part title={imports.misread}>
          <Lines
            rows={report.misread.map(({ column, count, line }) => [column, imports.misreadAt(count, line)])}
            label={imports.misread}
          />
        </Part>
      )}
      {report.guesses.length > 0 && (
        <Part title={imports.takenFor}>
          <Lines rows={report.guesses.map(({ column, target }) => [column, target])} label={imports.takenFor} />
        </Part>
      )}
    </SidePanel>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <Title order={3} size="sm" mb={4}>
        {title}
      </Title>
      {children}
    </section>
  );
}

function Lines({ rows, label }: { readonly rows: readonly (readonly [string, string])[]; readonly label: string }) {
  return (
    <Table aria-label={label}>
      <Table.Tbody>
        {rows.map(([name, value]) => (
          <Table.Tr key={name}>
            <Table.Td>{name}</Table.Td>
            <Table.Td ta="right">{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
