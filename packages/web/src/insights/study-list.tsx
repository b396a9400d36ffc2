import { Button, Group, NativeSelect, Stack, Text, UnstyledButton } from "@mantine/core";
import { IconCircleCheck, IconCircleX, IconHourglass, IconLoader2, IconPlayerStop } from "@tabler/icons-react";
import { useSay } from "../say.tsx";
import { useTimes } from "../ui/figures.tsx";
import { useAuthor } from "../ui/use-author.ts";
import type { TruthStudy } from "./study.ts";

type Shown = {
  readonly studies: readonly TruthStudy[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
};

/** What was asked before, the newest first: of what, by whom and when. */
export function StudyList(props: Shown & { readonly onMore: (() => void) | undefined }) {
  const { studies, chosen, onChoose, onMore } = props;
  const { insights: say, shell } = useSay().screens;
  return (
    <Stack gap={2} component="nav" aria-label={say.studies} w={250} flex="none" className="insights-studies">
      <Text size="sm" fw={600} px="xs">
        {say.studies}
      </Text>
      {studies.map((study) => (
        <Entry key={study.id} study={study} isChosen={study.id === chosen} onChoose={() => onChoose(study.id)} />
      ))}
      {onMore && (
        <Button size="xs" variant="subtle" onClick={onMore}>
          {shell.more}
        </Button>
      )}
    </Stack>
  );
}

/** The same where there is no room beside the answer. */
export function StudyPick({ studies, chosen, onChoose }: Shown) {
  const { insights: say } = useSay().screens;
  const { ago } = useTimes();
  const version = useVersionWords();
  return (
    <NativeSelect
      label={say.studies}
      value={chosen}
      data={studies.map(({ id, asked, at }) => ({
        value: id,
        label: [say.asked(asked.model, version(asked.version)), say.targets[asked.target], ago(at)].join(" · "),
      }))}
      onChange={({ currentTarget }) => onChoose(currentTarget.value)}
    />
  );
}

const ICONS = {
  waiting: IconHourglass,
  running: IconLoader2,
  done: IconCircleCheck,
  stopped: IconPlayerStop,
  failed: IconCircleX,
} as const;

function Entry(props: { readonly study: TruthStudy; readonly isChosen: boolean; readonly onChoose: () => void }) {
  const { study, isChosen, onChoose } = props;
  const { insights: say } = useSay().screens;
  const { ago } = useTimes();
  const author = useAuthor();
  const version = useVersionWords();
  const { asked, state } = study;
  const Icon = ICONS[state];
  return (
    <UnstyledButton
      p="xs"
      bdrs="md"
      className="insights-entry"
      aria-current={isChosen || undefined}
      data-chosen={isChosen || undefined}
      onClick={onChoose}
    >
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text size="sm" fw={600} truncate>
          {say.asked(asked.model, version(asked.version))}
        </Text>
        <Text c="dimmed" lh={0} title={say.states[state]}>
          <Icon size={15} role="img" aria-label={say.states[state]} />
        </Text>
      </Group>
      <Text size="xs">{say.within(say.targets[asked.target], asked.horizon)}</Text>
      <Text size="xs" c="dimmed" truncate>
        {say.by(author(study.by), ago(study.at))}
      </Text>
    </UnstyledButton>
  );
}

/** What a version is called. */
export function useVersionWords(): (version: TruthStudy["asked"]["version"]) => string {
  const { insights: say } = useSay().screens;
  return (version) => (typeof version === "number" ? say.versionOf(version) : say.versions[version]);
}
