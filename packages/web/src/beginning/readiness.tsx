import { Badge, Group, Paper, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { IconCircleCheck, IconCircleDashed, IconHelpCircle } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ask, client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { Asked, Problem } from "../ui/states.tsx";
import { factsSaid, type ReadinessLine } from "./facts-said.ts";

type Verdict = ReadinessLine["verdict"];

const SIGNS = {
  yes: { color: "teal", icon: IconCircleCheck },
  no: { color: "orange", icon: IconCircleDashed },
  unknown: { color: "gray", icon: IconHelpCircle },
} as const;

/** Whether lead scoring will pay here, line by line. */
export function Readiness() {
  const { readiness: say } = useSay().screens.beginning;
  const readiness = useQuery(ask("workspace", "readiness"));
  return (
    <Stack gap="sm" component="section" aria-label={say.title}>
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={2} size="h4">
            {say.title}
          </Title>
          <Text size="sm" c="dimmed">
            {say.about}
          </Text>
        </div>
        {readiness.data && (
          <Text size="sm" fw={600} role="status">
            {say.summary(
              readiness.data.items.filter(({ verdict }) => verdict === "yes").length,
              readiness.data.items.length,
            )}
          </Text>
        )}
      </Group>
      <Asked query={readiness}>{({ items }) => <Lines items={items} />}</Asked>
    </Stack>
  );
}

function Lines({ items }: { readonly items: readonly ReadinessLine[] }) {
  const queries = useQueryClient();
  const answer = useMutation({
    mutationFn: ({ code, verdict }: { readonly code: ReadinessLine["code"]; readonly verdict: Verdict }) =>
      client.workspace.putReadiness({ body: { answers: { [code]: verdict === "unknown" ? null : verdict } } }),
    onSuccess: (next) => queries.setQueryData(ask("workspace", "readiness").queryKey, next),
  });
  return (
    <Paper withBorder>
      <Problem error={answer.error} />
      {items.map((line) => (
        <Line
          key={line.code}
          line={line}
          isSending={answer.isPending && answer.variables.code === line.code}
          onAnswer={(verdict) => answer.mutate({ code: line.code, verdict })}
        />
      ))}
    </Paper>
  );
}

function Line(props: {
  readonly line: ReadinessLine;
  readonly isSending: boolean;
  readonly onAnswer: (verdict: Verdict) => void;
}) {
  const { line, isSending, onAnswer } = props;
  const { beginning, shell } = useSay().screens;
  const { readiness: say } = beginning;
  const { can } = useMe();
  const { title, why } = say.lines[line.code];
  const facts = factsSaid(line, say.facts);
  const { color, icon: Icon } = SIGNS[line.verdict];
  return (
    <Group justify="space-between" className="beginning-line" gap="sm">
      <div className="beginning-question">
        <Text size="sm" fw={600}>
          {title}
        </Text>
        <Text size="xs" c="dimmed">
          {why}
        </Text>
        {facts !== undefined && <Text size="xs">{facts}</Text>}
      </div>
      {line.by === "people" && can("draft") ? (
        <SegmentedControl
          size="xs"
          aria-label={say.answer(title)}
          value={line.verdict}
          disabled={isSending}
          onChange={(verdict) => onAnswer(verdict)}
          data={[
            { value: "yes", label: shell.yes },
            { value: "no", label: shell.no },
            { value: "unknown", label: say.verdicts.unknown },
          ]}
        />
      ) : (
        <Badge
          color={color}
          variant="light"
          tt="none"
          size="lg"
          leftSection={<Icon size={15} aria-hidden />}
          title={line.by === "data" ? say.byData : say.byPeople}
        >
          {say.verdicts[line.verdict]}
        </Badge>
      )}
    </Group>
  );
}
