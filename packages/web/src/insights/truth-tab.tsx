import { Box, Button, Flex, Stack, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconHelpCircle } from "@tabler/icons-react";
import { useState } from "react";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { Asked, Empty } from "../ui/states.tsx";
import { AskForm } from "./ask-form.tsx";
import { type Question, sameQuestion } from "./question.ts";
import { StudyList, StudyPick } from "./study-list.tsx";
import { StudyView } from "./study-view.tsx";
import { useStudies } from "./use-studies.ts";

/** Is the score true? What was asked, and the answer that is looked at. */
export function TruthTab(props: {
  readonly study: string | undefined;
  readonly onStudy: (id: string | undefined) => void;
}) {
  const { study: asked, onStudy } = props;
  const { insights: say } = useSay().screens;
  const { can } = useMe();
  const { query, studies = [] } = useStudies();
  const isNarrow = useMediaQuery("(max-width: 75em)") ?? false;
  const [asking, setAsking] = useState<{ readonly start: Question | undefined }>();
  const chosen = asked ?? studies[0]?.id;
  const button = can("draft") ? (
    <Button leftSection={<IconHelpCircle size={16} aria-hidden />} onClick={() => setAsking({ start: undefined })}>
      {say.ask}
    </Button>
  ) : null;
  const list = chosen !== undefined && { studies, chosen, onChoose: onStudy };
  return (
    <>
      <Asked query={query}>
        {() =>
          list === false ? (
            <Empty title={say.none} hint={say.noneHint}>
              {button ?? <Text size="sm">{say.mayNotAsk}</Text>}
            </Empty>
          ) : (
            <Flex gap="lg" align="flex-start" direction={isNarrow ? "column" : "row"}>
              {isNarrow ? (
                <Stack w="100%" gap="sm">
                  <StudyPick {...list} />
                  <Box>{button}</Box>
                </Stack>
              ) : (
                <Stack gap="sm">
                  {button}
                  <StudyList {...list} onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined} />
                </Stack>
              )}
              <Box flex={1} miw={0} w="100%">
                <StudyView
                  key={list.chosen}
                  id={list.chosen}
                  onAgain={(study) => setAsking({ start: sameQuestion(study.asked) })}
                  onDropped={() => onStudy(undefined)}
                />
              </Box>
            </Flex>
          )
        }
      </Asked>
      {asking && (
        <AskForm
          start={asking.start}
          onClose={() => setAsking(undefined)}
          onAsked={(id) => {
            setAsking(undefined);
            onStudy(id);
          }}
        />
      )}
    </>
  );
}
