import { Button, Group, List, Stack, Table, Text, Title } from "@mantine/core";
import { IconArrowBackUp } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../api.ts";
import { useMe } from "../app/session.ts";
import type { WholeModel } from "../models/model.ts";
import { useSay } from "../say.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { Ago } from "../ui/figures.tsx";
import { LinkText } from "../ui/links.tsx";
import { useLiveModel } from "../ui/use-model.ts";
import { heldBy, revertible, type TuneRun } from "./auto-tune.ts";

/** What auto-tune did, the latest first; what is live of it can be taken back. */
export function AutoTuneRuns({ model, runs }: { readonly model: WholeModel; readonly runs: readonly TuneRun[] }) {
  const { tune: say } = useSay().screens.proposals;
  if (runs.length === 0) return null;
  const back = revertible(runs, model.live);
  return (
    <Stack gap="xs">
      <Title order={3} size="h6">
        {say.log}
      </Title>
      <Table.ScrollContainer minWidth={480}>
        <Table aria-label={say.log} verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say.at}</Table.Th>
              <Table.Th>{say.did}</Table.Th>
              <Table.Th>{say.changes}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {runs.map((run) => (
              <Table.Tr key={run.id}>
                <Table.Td valign="top">
                  <Ago at={run.startedAt} size="sm" />
                </Table.Td>
                <Table.Td valign="top">
                  <Outcome model={model} run={run} />
                  {run === back && <Revert model={model} run={run} />}
                </Table.Td>
                <Table.Td valign="top">
                  <Changes model={model} run={run} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  );
}

type Shown = { readonly model: WholeModel; readonly run: TuneRun };

function Outcome({ model, run: { outcome, made, because } }: Shown) {
  const { proposals } = useSay().screens;
  const { tune: say } = proposals;
  if (outcome === null) return <Text size="sm">{say.underWay}</Text>;
  return (
    <>
      <Text size="sm">{outcome === "published" && made !== null ? say.published(made) : say.outcomes[outcome]}</Text>
      {because !== null && (
        <Text size="xs" c="dimmed">
          {say.because[because]}
        </Text>
      )}
      {outcome === "drafted" && model.draftAt !== null && (
        <LinkText to="/models/$name" params={{ name: model.name }} search={{ tab: "draft" }} size="sm">
          {proposals.toDraft}
        </LinkText>
      )}
    </>
  );
}

function Changes({ model, run }: Shown) {
  const { proposals: say } = useSay().screens;
  const names = useLiveModel(model.name)?.names;
  const held = heldBy(run);
  if (run.changes.length + held.length === 0) return <Text size="sm">–</Text>;
  return (
    <List size="sm" spacing={2} listStyleType="none">
      {run.changes.map(({ id, rule, points }) => (
        <List.Item key={id}>
          {points.unit === "points"
            ? say.points.points(names?.rule(rule) ?? rule, points.was, points.to)
            : say.points.times(names?.rule(rule) ?? rule, points.to)}
        </List.Item>
      ))}
      {held.map(([because, many]) => (
        <List.Item key={because} c="dimmed">
          {say.tune.held[because](many)}
        </List.Item>
      ))}
    </List>
  );
}

function Revert({ model, run: { version } }: Shown) {
  const { tune: say } = useSay().screens.proposals;
  const { can } = useMe();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  if (!can("models")) return null;
  return (
    <Group mt={4}>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconArrowBackUp size={14} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        {say.revert(version)}
      </Button>
      {isAsking && (
        <Confirm
          title={say.revertTitle(version)}
          hint={say.revertHint}
          act={say.revert(version)}
          isGrave={false}
          onClose={() => setAsking(false)}
          onConfirm={async () => {
            await client.models.publishVersion({
              params: { name: model.name, number: version },
              body: { announce: false },
            });
            await queries.invalidateQueries({ queryKey: ["models"] });
          }}
        />
      )}
    </Group>
  );
}
