import { Button, Group, Stack } from "@mantine/core";
import { IconArrowLeft, IconBrain, IconSettings, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { ask, client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { Section } from "../insights/section.tsx";
import { hasEnded } from "../insights/study.ts";
import { UnderWay } from "../insights/under-way.tsx";
import { useStudy } from "../insights/use-studies.ts";
import { useSay } from "../say.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { LinkText } from "../ui/links.tsx";
import { Screen } from "../ui/screen.tsx";
import { Asked, Empty, Problem } from "../ui/states.tsx";
import { type Prediction, titleOf, toldTraining } from "./prediction.ts";
import { PredictionSettings } from "./prediction-form.tsx";
import { PredictionState } from "./prediction-list.tsx";
import { PredictionUses } from "./prediction-uses.tsx";
import { TrainingFound } from "./training-found.tsx";
import { Trainings } from "./trainings.tsx";
import { usePredictionWords } from "./use-prediction-words.ts";
import { WatchNotice } from "./watch-notice.tsx";

/** A prediction: how good it is, what it rests on, and what it was before. */
export function PredictionScreen({ name }: { readonly name: string }) {
  const query = useQuery(ask("predictions", "get", { params: { name } }));
  return <Asked query={query}>{(prediction) => <PredictionView prediction={prediction} />}</Asked>;
}

type Shown = { readonly prediction: Prediction };

function PredictionView({ prediction }: Shown) {
  const { prediction: say } = useSay().screens;
  const words = usePredictionWords();
  const { name, model, study } = prediction;
  const trainings = useQuery(ask("predictions", "trainings", { params: { name } }));
  return (
    <Screen title={titleOf(prediction)} about={words(prediction)} actions={<Actions prediction={prediction} />}>
      <Group gap="sm">
        <LinkText to="/predictions" size="sm">
          <IconArrowLeft size={14} aria-hidden /> {say.back}
        </LinkText>
        <PredictionState prediction={prediction} />
      </Group>
      {study !== null && <Progress study={study} />}
      <Asked query={trainings}>
        {({ items }) => {
          const told = toldTraining(items);
          return (
            <Stack gap="md">
              <WatchNotice prediction={prediction} />
              {told ? <TrainingFound training={told} model={model} /> : study === null && <NoTraining />}
              <PredictionUses prediction={prediction} />
              {items.length > 0 && <Trainings prediction={prediction} trainings={items} />}
            </Stack>
          );
        }}
      </Asked>
    </Screen>
  );
}

function NoTraining() {
  const { prediction: say } = useSay().screens;
  return <Empty title={say.noChampion} hint={say.noneHint} />;
}

function Progress({ study }: { readonly study: string }) {
  const { prediction: say } = useSay().screens;
  const query = useStudy(study);
  const queries = useQueryClient();
  const isOver = query.data !== undefined && hasEnded(query.data);
  useEffect(() => {
    if (isOver) void queries.invalidateQueries({ queryKey: ["predictions"] });
  }, [isOver, queries]);
  return (
    <Section title={say.training} hint={say.trainingHint}>
      <Asked query={query}>{(told) => <UnderWay study={told} />}</Asked>
    </Section>
  );
}

function Actions({ prediction }: Shown) {
  const { prediction: say, shell } = useSay().screens;
  const { can } = useMe();
  const queries = useQueryClient();
  const navigate = useNavigate({ from: "/predictions" });
  const [isOpen, setOpen] = useState<"settings" | "drop" | null>(null);
  const { name } = prediction;
  const training = useMutation({
    mutationFn: () => client.predictions.train({ params: { name } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["predictions"] }),
  });
  if (!can("models")) return null;
  const close = () => setOpen(null);
  return (
    <>
      <Problem error={training.error} />
      <Button
        variant="default"
        leftSection={<IconSettings size={16} aria-hidden />}
        onClick={() => setOpen("settings")}
      >
        {say.change}
      </Button>
      <Button
        variant="subtle"
        color="red"
        leftSection={<IconTrash size={16} aria-hidden />}
        onClick={() => setOpen("drop")}
      >
        {shell.remove}
      </Button>
      <Button
        leftSection={<IconBrain size={16} aria-hidden />}
        loading={training.isPending}
        disabled={prediction.study !== null}
        onClick={() => training.mutate()}
      >
        {say.train}
      </Button>
      {isOpen === "settings" && <PredictionSettings prediction={prediction} onClose={close} />}
      {isOpen === "drop" && (
        <Confirm
          title={say.dropTitle(titleOf(prediction))}
          hint={say.dropHint}
          act={shell.remove}
          onClose={close}
          onConfirm={async () => {
            await client.predictions.drop({ params: { name } });
            await navigate({ search: {} });
            await queries.invalidateQueries({ queryKey: ["predictions", "list"] });
          }}
        />
      )}
    </>
  );
}
