import { Alert, Card, List, SimpleGrid, Stack, Text } from "@mantine/core";
import { IconArrowsExchange, IconCircleCheck, IconHourglassEmpty, IconQuestionMark } from "@tabler/icons-react";
import { useMemo } from "react";
import { useSay } from "../say.tsx";
import { type Headline, headlineOf } from "./headline.ts";
import { NotEnough } from "./not-enough.tsx";
import { threeDigits } from "./sheet.ts";
import { Stat } from "./stat.tsx";
import type { Truth, TruthStudy } from "./study.ts";
import type { Studied } from "./use-studied.ts";

const LOOKS = {
  true: { color: "teal", Icon: IconCircleCheck },
  chance: { color: "yellow", Icon: IconQuestionMark },
  reversed: { color: "red", Icon: IconArrowsExchange },
  unknown: { color: "gray", Icon: IconHourglassEmpty },
} as const;

/** What was found, in words, and the few figures that it rests on. */
export function HeadlineCard(props: { readonly truth: Truth; readonly study: TruthStudy; readonly studied: Studied }) {
  const { truth, study, studied } = props;
  const { screens, figures } = useSay();
  const { insights: say } = screens;
  const headline = useMemo(() => headlineOf(truth), [truth]);
  const { color, Icon } = LOOKS[headline.verdict];
  const words = wordsOf(say, headline, study, studied);
  const precise = (n: number) => figures.value(threeDigits(n));
  const { conversion, auc, leads, converted } = truth;
  return (
    <Card withBorder padding="md">
      <Stack gap="md">
        {auc.enough ? (
          <Alert variant="light" color={color} icon={<Icon />} title={say.verdicts[headline.verdict]}>
            <Sentences words={words} />
          </Alert>
        ) : (
          <>
            <NotEnough missing={auc.missing} title={say.verdicts.unknown} />
            <Sentences words={words} />
          </>
        )}
        <SimpleGrid cols={{ base: 2, sm: 4 }}>
          <Stat label={say.leadsSeen} value={figures.number(leads.taken)}>
            {say.ofTold(leads.told)}
          </Stat>
          <Stat label={say.converted} value={figures.number(converted)} />
          <Stat label={say.rate} value={conversion ? figures.percent(conversion.rate) : "–"}>
            {conversion &&
              say.interval(figures.percent(conversion.interval.low), figures.percent(conversion.interval.high))}
          </Stat>
          <Stat label={say.auc} value={auc.enough ? precise(auc.auc) : "–"}>
            {auc.enough && say.interval(precise(auc.interval.low), precise(auc.interval.high))}
          </Stat>
        </SimpleGrid>
        {auc.enough && (
          <Text size="xs" c="dimmed">
            {say.aucHint}
          </Text>
        )}
      </Stack>
    </Card>
  );
}

function Sentences({ words }: { readonly words: readonly string[] }) {
  if (words.length === 0) return null;
  return (
    <List listStyleType="none" spacing={4}>
      {words.map((sentence) => (
        <List.Item key={sentence}>
          <Text component="span">{sentence}</Text>
        </List.Item>
      ))}
    </List>
  );
}

type Words = ReturnType<typeof useSay>["screens"]["insights"];

function wordsOf(say: Words, headline: Headline, { asked }: TruthStudy, { band }: Studied): readonly string[] {
  const { top, pairs, outOfOrder } = headline;
  return [
    ...(top ? [say.times[asked.target](band(top.band), top.times)] : []),
    ...(top && !top.isSure ? [say.timesUnsure(band(top.band))] : []),
    ...(pairs ? [say.pairs(pairs.of100, pairs.low, pairs.high)] : []),
    ...outOfOrder.map(({ upper, lower }) => say.outOfOrder(band(upper), band(lower))),
  ];
}
