import { Alert, Badge, Button, List, Table, Text } from "@mantine/core";
import { IconCircleMinus, IconCrown, IconHistory, IconSwords } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Answered, client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { Section } from "../insights/section.tsx";
import { threeDigits } from "../insights/sheet.ts";
import { useSay } from "../say.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { Ago } from "../ui/figures.tsx";
import { useAuthor } from "../ui/use-author.ts";
import type { Prediction, Training } from "./prediction.ts";

type Promoted = Answered<"predictions", "promote">;

/** What was learned before, with what became of it; each artefact can be taken up again. */
export function Trainings(props: { readonly prediction: Prediction; readonly trainings: readonly Training[] }) {
  const { prediction, trainings } = props;
  const { prediction: say, insights } = useSay().screens;
  const [promoted, setPromoted] = useState<Promoted | null>(null);
  return (
    <Section title={say.trainings}>
      {promoted && <Consequences promoted={promoted} />}
      <Table.ScrollContainer minWidth={560}>
        <Table aria-label={say.trainings} verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say.at}</Table.Th>
              <Table.Th>{say.state}</Table.Th>
              <Table.Th ta="right">{insights.leads}</Table.Th>
              <Table.Th ta="right">{say.auc}</Table.Th>
              <Table.Th>{say.against}</Table.Th>
              <Table.Th aria-label={say.promote} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {trainings.map((training) => (
              <TrainingRow key={training.id} name={prediction.name} training={training} onPromoted={setPromoted} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
}

function TrainingRow(props: {
  readonly name: string;
  readonly training: Training;
  readonly onPromoted: (promoted: Promoted) => void;
}) {
  const { name, training, onPromoted } = props;
  const { screens, figures } = useSay();
  const { prediction: say } = screens;
  const author = useAuthor();
  const { found, at, by, state, artefact } = training;
  const verdict = found.champion?.challenge?.verdict;
  return (
    <Table.Tr>
      <Table.Td>
        <Ago at={at} />
        <Text size="xs" c="dimmed">
          {author(by)}
        </Text>
      </Table.Td>
      <Table.Td>
        <StateBadge state={state} />
        {found.answer !== "trained" && (
          <Text size="xs" c="dimmed">
            {say.answers[found.answer]}
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="right">{figures.number(found.leads)}</Table.Td>
      <Table.Td ta="right">{found.metrics ? figures.value(threeDigits(found.metrics.auc)) : "–"}</Table.Td>
      <Table.Td>{verdict ? say.verdicts[verdict] : "–"}</Table.Td>
      <Table.Td ta="right">
        {artefact !== null && state !== "champion" && (
          <Promote name={name} artefact={artefact} isFormer={state === "former"} onPromoted={onPromoted} />
        )}
      </Table.Td>
    </Table.Tr>
  );
}

const LOOKS = {
  champion: { Icon: IconCrown, color: "teal" },
  challenger: { Icon: IconSwords, color: "blue" },
  former: { Icon: IconHistory, color: "gray" },
  nothing: { Icon: IconCircleMinus, color: "gray" },
} as const;

function StateBadge({ state }: { readonly state: Training["state"] }) {
  const { prediction: say } = useSay().screens;
  const { Icon, color } = LOOKS[state];
  return (
    <Badge variant="light" color={color} tt="none" leftSection={<Icon size={12} aria-hidden />}>
      {say.states[state]}
    </Badge>
  );
}

function Promote(props: {
  readonly name: string;
  readonly artefact: string;
  readonly isFormer: boolean;
  readonly onPromoted: (promoted: Promoted) => void;
}) {
  const { name, artefact, isFormer, onPromoted } = props;
  const { prediction: say } = useSay().screens;
  const { can } = useMe();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  if (!can("models")) return null;
  const act = isFormer ? say.revert : say.promote;
  return (
    <>
      <Button size="compact-xs" variant="default" onClick={() => setAsking(true)}>
        {act}
      </Button>
      {isAsking && (
        <Confirm
          title={say.promoteTitle}
          hint={say.promoteHint}
          act={act}
          isGrave={false}
          onClose={() => setAsking(false)}
          onConfirm={async () => {
            onPromoted(await client.predictions.promote({ params: { name }, body: { artefact } }));
            await queries.invalidateQueries({ queryKey: ["predictions"] });
            await queries.invalidateQueries({ queryKey: ["models"] });
          }}
        />
      )}
    </>
  );
}

/** Which models have taken it up, and which have not. */
function Consequences({ promoted: { published, waiting } }: { readonly promoted: Promoted }) {
  const { screens, figures } = useSay();
  const { prediction: say } = screens;
  if (published.length + waiting.length === 0) return null;
  return (
    <Alert variant="light" role="status">
      <List size="sm" listStyleType="none">
        {published.length > 0 && (
          <List.Item>{say.published(figures.names(published.map(({ model }) => model)))}</List.Item>
        )}
        {waiting.map(({ model, because }) => (
          <List.Item key={model}>{say.waiting[because](model)}</List.Item>
        ))}
      </List>
    </Alert>
  );
}
