import { Button, Card, Code, Group, Stack, Text, Textarea } from "@mantine/core";
import { IconEye, IconEyeOff, IconRefresh, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ask, client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { useDraft } from "../ui/draft.ts";
import { Ago } from "../ui/figures.tsx";
import { Asked, Problem, Rows } from "../ui/states.tsx";
import { type Item, NO_RESULT, withOne } from "./quarantine-groups.ts";
import { Told } from "./told.tsx";
import { useRefresh } from "./use-quarantine.ts";
import "./sources.css";

/** One item: when and where it came, on asking what it says, and what can be done with it. */
export function QuarantineItem({ item, source }: { readonly item: Item; readonly source: string }) {
  const { quarantine } = useSay().screens.sources;
  const { can } = useMe();
  const [isOpen, setIsOpen] = useState(false);
  const [isDropping, setIsDropping] = useState(false);
  const params = { id: item.id };
  const refresh = useRefresh();
  const replay = useMutation({
    mutationFn: (text?: string) => client.quarantine.replay({ params, body: text === undefined ? {} : { text } }),
    onSuccess: ({ stored }) => stored > 0 && refresh(),
  });
  return (
    <Card withBorder padding="xs">
      <Stack gap={6}>
        <Group justify="space-between" gap="xs">
          <Text size="sm">
            {source} · <Ago at={item.receivedAt} /> · {quarantine.bytes(item.bytes)}
            {item.path !== null && (
              <>
                {" "}
                · <Code>{item.path}</Code>
              </>
            )}
          </Text>
          {can("write") && (
            <Group gap={4}>
              <Button
                size="compact-xs"
                variant="subtle"
                leftSection={isOpen ? <IconEyeOff size={14} aria-hidden /> : <IconEye size={14} aria-hidden />}
                aria-expanded={isOpen}
                onClick={() => setIsOpen(!isOpen)}
              >
                {isOpen ? quarantine.hide : quarantine.show}
              </Button>
              <Button
                size="compact-xs"
                variant="light"
                leftSection={<IconRefresh size={14} aria-hidden />}
                loading={replay.isPending}
                onClick={() => replay.mutate(undefined)}
              >
                {quarantine.replay}
              </Button>
              <Button
                size="compact-xs"
                variant="subtle"
                color="red"
                leftSection={<IconTrash size={14} aria-hidden />}
                onClick={() => setIsDropping(true)}
              >
                {quarantine.drop}
              </Button>
            </Group>
          )}
        </Group>
        {replay.data && <Told verb="replay" result={withOne(NO_RESULT, replay.data)} />}
        <Problem error={replay.error} />
        {isOpen && <Raw item={item} isReplaying={replay.isPending} onMended={replay.mutateAsync} />}
      </Stack>
      {isDropping && (
        <Confirm
          title={quarantine.drop}
          hint={quarantine.dropHint(1)}
          act={quarantine.drop}
          onConfirm={async () => {
            await client.quarantine.drop({ params });
            await refresh();
          }}
          onClose={() => setIsDropping(false)}
        />
      )}
    </Card>
  );
}

type RawProps = {
  readonly item: Item;
  readonly isReplaying: boolean;
  readonly onMended: (text: string) => Promise<unknown>;
};

/** What came, as it came, to be read and mended. */
function Raw({ item, isReplaying, onMended }: RawProps) {
  const { quarantine } = useSay().screens.sources;
  const whole = useQuery(ask("quarantine", "get", { params: { id: item.id } }));
  return (
    <Asked query={whole} waiting={<Rows count={2} />}>
      {({ text, path, value }) =>
        text === null ? (
          <Text size="sm" c="dimmed">
            {quarantine.binary}
          </Text>
        ) : (
          <Stack gap={6}>
            {path !== null && <Text size="sm">{quarantine.fault(path)}</Text>}
            {value !== null && (
              <Text size="sm">
                {quarantine.value}: <Code>{value}</Code>
              </Text>
            )}
            <Mending id={item.id} text={text} isReplaying={isReplaying} onMended={onMended} />
          </Stack>
        )
      }
    </Asked>
  );
}

function Mending(props: {
  readonly id: string;
  readonly text: string;
  readonly isReplaying: boolean;
  readonly onMended: (text: string) => Promise<unknown>;
}) {
  const { id, text, isReplaying, onMended } = props;
  const { quarantine } = useSay().screens.sources;
  const draft = useDraft(`quarantine.${id}`, text);
  return (
    <>
      <Textarea
        label={quarantine.mend}
        description={quarantine.mendHint}
        autosize
        minRows={3}
        maxRows={16}
        value={draft.value}
        onChange={({ currentTarget }) => draft.set(currentTarget.value)}
        classNames={{ input: "raw" }}
        spellCheck={false}
      />
      {draft.value !== text && (
        <Group justify="flex-end">
          <Button
            size="compact-sm"
            loading={isReplaying}
            onClick={() => void onMended(draft.value).then(draft.drop, () => undefined)}
          >
            {quarantine.replayMended}
          </Button>
        </Group>
      )}
    </>
  );
}
