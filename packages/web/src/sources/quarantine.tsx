import { Accordion, Badge, Button, Card, Group, Progress, Stack, Text, Title } from "@mantine/core";
import { IconCircleCheck, IconPlayerStop, IconRefresh, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { Asked, Problem, Rows } from "../ui/states.tsx";
import { groupByReason, type ReasonGroup } from "./quarantine-groups.ts";
import { QuarantineItem } from "./quarantine-item.tsx";
import { reasonOf } from "./reason-of.ts";
import type { Source } from "./source.ts";
import { Told } from "./told.tsx";
import { type Many, useMany } from "./use-many.ts";
import { useReasons, useWaiting } from "./use-quarantine.ts";

/** What could not be taken, by reason, with what can be done about it. */
export function Quarantine({ sources: all }: { readonly sources: readonly Source[] }) {
  const { quarantine } = useSay().screens.sources;
  const held = useReasons();
  const [open, setOpen] = useState<string[]>([]);
  const groups = groupByReason(held.data?.items ?? []);
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  const nameOf = (id: string) => all.find((one) => one.id === id)?.name ?? id;
  return (
    <Card withBorder padding="md" component="section" aria-label={quarantine.title}>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h5">
          {quarantine.title}
        </Title>
        {total > 0 && (
          <Text size="sm" c="dimmed">
            {quarantine.items(total)}
          </Text>
        )}
      </Group>
      <Asked query={held} waiting={<Rows count={2} />}>
        {() =>
          groups.length === 0 ? (
            <Group gap="sm" wrap="nowrap" py="xs">
              <IconCircleCheck size={20} color="var(--mantine-color-teal-6)" aria-hidden />
              <div>
                <Text size="sm" fw={600}>
                  {quarantine.empty}
                </Text>
                <Text size="xs" c="dimmed">
                  {quarantine.emptyHint}
                </Text>
              </div>
            </Group>
          ) : (
            <Accordion variant="separated" multiple order={3} value={open} onChange={setOpen}>
              {groups.map((group) => (
                <Reason key={group.code} group={group} isOpen={open.includes(group.code)} nameOf={nameOf} />
              ))}
            </Accordion>
          )
        }
      </Asked>
    </Card>
  );
}

type ReasonProps = {
  readonly group: ReasonGroup;
  readonly isOpen: boolean;
  readonly nameOf: (id: string) => string;
};

function Reason({ group: { code, count }, isOpen, nameOf }: ReasonProps) {
  const { screens, figures } = useSay();
  const { quarantine, refused } = screens.sources;
  const { can } = useMe();
  const { many, start, stop } = useMany(code);
  const waiting = useWaiting(code, isOpen);
  const [isDropping, setIsDropping] = useState(false);
  return (
    <Accordion.Item value={code}>
      <Accordion.Control>
        <Group gap="sm" wrap="nowrap">
          <Badge variant="light" color="orange" flex="none">
            {figures.number(count)}
          </Badge>
          <Text size="sm" fw={600}>
            {reasonOf(code, refused)}
          </Text>
        </Group>
      </Accordion.Control>
      <Accordion.Panel>
        <Stack gap="sm">
          {can("write") && (
            <Group gap="xs">
              <Button
                size="compact-sm"
                variant="light"
                leftSection={<IconRefresh size={14} aria-hidden />}
                disabled={many?.isRunning === true}
                onClick={() => void start("replay", count)}
              >
                {quarantine.replayAll}
              </Button>
              <Button
                size="compact-sm"
                variant="subtle"
                color="red"
                leftSection={<IconTrash size={14} aria-hidden />}
                disabled={many?.isRunning === true}
                onClick={() => setIsDropping(true)}
              >
                {quarantine.dropAll}
              </Button>
            </Group>
          )}
          {can("write") && (
            <Text size="xs" c="dimmed">
              {quarantine.hidden}
            </Text>
          )}
          {many && <Progressing many={many} onStop={stop} />}
          {isOpen && (
            <Asked query={waiting} waiting={<Rows count={2} />}>
              {({ pages }) =>
                pages
                  .flatMap(({ items }) => items)
                  .map((item) => <QuarantineItem key={item.id} item={item} source={nameOf(item.source)} />)
              }
            </Asked>
          )}
          {waiting.hasNextPage && (
            <Button
              variant="subtle"
              size="compact-sm"
              loading={waiting.isFetchingNextPage}
              onClick={() => void waiting.fetchNextPage()}
            >
              {quarantine.more}
            </Button>
          )}
        </Stack>
        {isDropping && (
          <Confirm
            title={quarantine.dropAll}
            hint={quarantine.dropHint(count)}
            act={quarantine.dropAll}
            onConfirm={async () => void start("drop", count)}
            onClose={() => setIsDropping(false)}
          />
        )}
      </Accordion.Panel>
    </Accordion.Item>
  );
}

function Progressing({ many, onStop }: { readonly many: Many; readonly onStop: () => void }) {
  const { quarantine } = useSay().screens.sources;
  const { verb, done, of, result, isRunning, error } = many;
  if (isRunning)
    return (
      <Group gap="sm" wrap="nowrap">
        <Progress value={(done / of) * 100} flex={1} aria-label={quarantine.working(done, of)} />
        <Text size="xs">{quarantine.working(done, of)}</Text>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconPlayerStop size={12} aria-hidden />}
          onClick={onStop}
        >
          {quarantine.stop}
        </Button>
      </Group>
    );
  return (
    <>
      <Told result={result} verb={verb} />
      <Problem error={error} />
    </>
  );
}
