import { Button, Group, Stack, Text } from "@mantine/core";
import { IconRefresh, IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useState } from "react";
import { client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { useTimes } from "../ui/figures.tsx";
import { Asked, NotFound, Rows } from "../ui/states.tsx";
import { useAuthor } from "../ui/use-author.ts";
import { hasEnded, isTruthStudy, type TruthStudy } from "./study.ts";
import { useVersionWords } from "./study-list.tsx";
import { StudyState } from "./study-state.tsx";
import { useStudy } from "./use-studies.ts";

const TruthView = lazy(async () => ({ default: (await import("./truth-view.tsx")).TruthView }));

/** A question: how far it is, and what was found. */
export function StudyView(props: {
  readonly id: string;
  readonly onAgain: (study: TruthStudy) => void;
  readonly onDropped: () => void;
}) {
  const { id, onAgain, onDropped } = props;
  const query = useStudy(id);
  const queries = useQueryClient();
  const state = query.data?.state;
  // The list beside it says the same of it.
  useEffect(() => {
    if (state !== undefined) void queries.invalidateQueries({ queryKey: ["studies", "list"] });
  }, [state, queries]);
  return (
    <Asked query={query}>
      {(study) =>
        isTruthStudy(study) ? (
          <Stack gap="md" flex={1} miw={0}>
            <Head study={study} onAgain={() => onAgain(study)} onDropped={onDropped} />
            <StudyState study={study}>
              <Suspense fallback={<Rows />}>
                {study.result && <TruthView truth={study.result} study={study} />}
              </Suspense>
            </StudyState>
          </Stack>
        ) : (
          <NotFound />
        )
      }
    </Asked>
  );
}

function Head(props: { readonly study: TruthStudy; readonly onAgain: () => void; readonly onDropped: () => void }) {
  const { study, onAgain, onDropped } = props;
  const { insights: say, shell } = useSay().screens;
  const { can } = useMe();
  const { day, ago } = useTimes();
  const author = useAuthor();
  const version = useVersionWords();
  const queries = useQueryClient();
  const [isDropping, setDropping] = useState(false);
  const { asked } = study;
  const { from, to } = asked;
  return (
    <Group justify="space-between" align="flex-start" gap="sm">
      <Stack gap={0}>
        <Text fw={600}>
          {say.asked(asked.model, version(asked.version))} · {say.within(say.targets[asked.target], asked.horizon)}
        </Text>
        <Text size="sm" c="dimmed">
          {from !== undefined && to !== undefined && `${say.period(day(from), day(to))} · `}
          {say.by(author(study.by), ago(study.at))}
        </Text>
      </Stack>
      {can("draft") && hasEnded(study) && (
        <Group gap="xs">
          <Button size="xs" variant="default" leftSection={<IconRefresh size={14} aria-hidden />} onClick={onAgain}>
            {say.askAgain}
          </Button>
          <Button
            size="xs"
            variant="subtle"
            color="red"
            leftSection={<IconTrash size={14} aria-hidden />}
            onClick={() => setDropping(true)}
          >
            {shell.remove}
          </Button>
        </Group>
      )}
      {isDropping && (
        <Confirm
          title={say.dropTitle}
          hint={say.dropHint}
          act={shell.remove}
          onClose={() => setDropping(false)}
          onConfirm={async () => {
            await client.studies.drop({ params: { id: study.id } });
            onDropped();
            queries.removeQueries({ queryKey: ["studies", "get", { params: { id: study.id } }] });
            await queries.invalidateQueries({ queryKey: ["studies", "list"] });
          }}
        />
      )}
    </Group>
  );
}
