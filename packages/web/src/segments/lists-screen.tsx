import { Box, Button, Flex, Group, Modal, Stack, Text, TextInput, UnstyledButton } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconAlertTriangle, IconArrowLeft, IconPlus } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocation, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { type Answered, ask, client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { Screen } from "../ui/screen.tsx";
import { Asked, Empty, Problem } from "../ui/states.tsx";
import { ListDetail } from "./list-detail.tsx";
import { isName } from "./segment.ts";
import "./segments.css";

type ValueList = Answered<"lists", "list">["items"][number];

/** Named values for conditions; the address says which list is looked at. */
export function ListsScreen() {
  const { lists: say } = useSay().screens.segments;
  const { can } = useMe();
  const isNarrow = useMediaQuery("(max-width: 62em)") ?? false;
  const navigate = useNavigate();
  const { hash: wanted } = useLocation();
  const [isMaking, setIsMaking] = useState(false);
  const all = useQuery(ask("lists", "list"));
  const look = (name: string | undefined) => void navigate({ to: "/lists", hash: name ?? "" });
  const create = can("write") && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setIsMaking(true)}>
      {say.create}
    </Button>
  );
  return (
    <Screen title={say.title} about={say.about} actions={create}>
      <Asked query={all}>
        {({ items }) => {
          if (items.length === 0) return <Empty title={say.none} hint={say.noneHint} />;
          const chosen = items.find(({ name }) => name === wanted) ?? (isNarrow ? undefined : items[0]);
          return (
            <Flex gap="lg" align="flex-start">
              {!(isNarrow && chosen) && (
                <Stack gap={4} component="nav" aria-label={say.title} w={isNarrow ? "100%" : 260} flex="none">
                  {items.map((list) => (
                    <Entry
                      key={list.name}
                      list={list}
                      isChosen={list.name === chosen?.name}
                      onChoose={() => look(list.name)}
                    />
                  ))}
                </Stack>
              )}
              {chosen && (
                <Box flex={1} miw={0}>
                  {isNarrow && (
                    <Button
                      mb="xs"
                      size="compact-sm"
                      variant="subtle"
                      leftSection={<IconArrowLeft size={14} aria-hidden />}
                      onClick={() => look(undefined)}
                    >
                      {say.title}
                    </Button>
                  )}
                  <ListDetail key={chosen.name} name={chosen.name} onDropped={() => look(undefined)} />
                </Box>
              )}
            </Flex>
          );
        }}
      </Asked>
      {isMaking && (
        <NewList
          taken={all.data?.items.map(({ name }) => name) ?? []}
          onClose={() => setIsMaking(false)}
          onMade={(name) => {
            setIsMaking(false);
            look(name);
          }}
        />
      )}
    </Screen>
  );
}

function Entry(props: { readonly list: ValueList; readonly isChosen: boolean; readonly onChoose: () => void }) {
  const { list, isChosen, onChoose } = props;
  const { segments } = useSay().screens;
  const isOld = list.usedBy.some(({ isCurrent }) => !isCurrent);
  return (
    <UnstyledButton
      p="xs"
      bdrs="md"
      onClick={onChoose}
      aria-current={isChosen || undefined}
      className="lists-entry"
      data-chosen={isChosen || undefined}
    >
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text size="sm" fw={600} truncate>
          {list.name}
        </Text>
        {isOld && (
          <Text c="orange.8" lh={0} title={segments.outOfDate}>
            <IconAlertTriangle size={15} role="img" aria-label={segments.outOfDate} />
          </Text>
        )}
      </Group>
      <Text size="xs" c="dimmed" truncate>
        {segments.lists.values(list.size)}
        {list.note !== "" && ` · ${list.note}`}
      </Text>
    </UnstyledButton>
  );
}

const LONGEST_NAME = 100;

function NewList(props: {
  readonly taken: readonly string[];
  readonly onClose: () => void;
  readonly onMade: (name: string) => void;
}) {
  const { taken, onClose, onMade } = props;
  const { segments, shell } = useSay().screens;
  const say = segments.lists;
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const isFree = !taken.includes(name);
  const isGood = isName(name, LONGEST_NAME);
  const making = useMutation({
    mutationFn: () => client.lists.put({ params: { name }, body: { entries: [] } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["lists"] });
      onMade(name);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isFree && isGood) making.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={say.create} closeButtonProps={{ "aria-label": shell.close }}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={say.name}
            description={say.nameHint}
            value={name}
            data-autofocus
            error={isFree ? name !== "" && !isGood && say.nameWrong : say.nameTaken}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <Problem error={making.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {shell.cancel}
            </Button>
            <Button type="submit" loading={making.isPending} disabled={!isFree || !isGood}>
              {segments.make}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
