import { Alert, Button, Group, Loader, Stack, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconLock } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../api.ts";
import { expecting } from "../models/samples.ts";
import { useSamples } from "../models/use-samples.ts";
import { useDraft } from "../ui/draft.ts";
import { Asked, Problem } from "../ui/states.tsx";
import { useBuilding } from "./building.ts";
import { type Invented, InventedForm, NOBODY, sentOf } from "./invented-form.tsx";
import { SubjectPicker } from "./subject-picker.tsx";
import { TrialResult } from "./trial-result.tsx";
import { useTrialWords } from "./trial-words.ts";

const PAUSE = 500;
const MOST = 12;

/** The draft on some leads, or accounts: those that are kept for it, those that one looks for, and an invented one. */
export function Trial({
  name,
  text,
  canTry,
}: {
  readonly name: string;
  readonly text: string;
  readonly canTry: boolean;
}) {
  const builder = useTrialWords();
  const { draft, model } = useBuilding();
  const of = model.of ?? "lead";
  const samples = useSamples(name);
  const chosen = useDraft<readonly string[]>(of === "lead" ? `trial.${name}` : `trial-accounts.${name}`, []);
  const invented = useDraft<Invented>(`invented.${name}`, NOBODY);
  const [isInventing, setInventing] = useState(invented.isKept);
  const isSound = draft.isReadable && draft.problems.length === 0;
  // What does not hold together is not tried: the last result stands until it does.
  const [sound, setSound] = useState(isSound ? text : undefined);
  if (isSound && sound !== text) setSound(text);
  const [asked] = useDebouncedValue(
    { text: sound, leads: chosen.value, invented: isInventing ? invented.value : undefined, samples: samples.items },
    PAUSE,
  );
  const tried = useQuery({
    queryKey: ["models", "try", name, asked],
    enabled: canTry && asked.text !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
    queryFn: ({ signal }) =>
      client.models.try(
        {
          params: { name },
          body: {
            text: asked.text ?? "",
            version: "draft",
            leads: [...asked.leads],
            samples: true,
            invented: asked.invented ? [sentOf(asked.invented)] : [],
          },
        },
        { signal },
      ),
  });
  if (!canTry) return <Alert icon={<IconLock aria-hidden />} color="gray" variant="light" title={builder.readOnly} />;
  const kept = new Set(samples.items.map(({ lead }) => lead));
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {builder.trialHint}
      </Text>
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <SubjectPicker
          model={name}
          of={of}
          onPick={(lead) =>
            chosen.set([lead, ...chosen.value.filter((one) => one !== lead && !kept.has(one))].slice(0, MOST))
          }
        />
        <Button size="xs" variant="default" aria-expanded={isInventing} onClick={() => setInventing(!isInventing)}>
          {builder.invent}
        </Button>
      </Group>
      {isInventing && <InventedForm value={invented.value} onValue={invented.set} />}
      {!isSound && (
        <Text size="sm" c="dimmed" role="status">
          {builder.notSound}
        </Text>
      )}
      <Problem error={samples.error} />
      {tried.isFetching && <Loader size="xs" aria-label={builder.trying} />}
      <Asked query={tried} waiting={isSound ? <Loader type="dots" /> : null}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm">{builder.noTrial}</Text>
          ) : (
            <Stack gap="xs" aria-live="polite">
              {items.map((one) => (
                <TrialResult
                  key={one.lead ?? "invented"}
                  tried={one}
                  isSample={one.lead !== null && kept.has(one.lead)}
                  onExpect={(band) => {
                    const { lead, name: called } = one;
                    if (lead === null) return;
                    const known = samples.items.find((sample) => sample.lead === lead);
                    samples.keep(expecting(known ?? { lead, note: "", name: called }, band));
                  }}
                  onDrop={() => {
                    if (one.lead === null) setInventing(false);
                    else if (kept.has(one.lead)) samples.drop(one.lead);
                    else chosen.set(chosen.value.filter((lead) => lead !== one.lead));
                  }}
                />
              ))}
            </Stack>
          )
        }
      </Asked>
    </Stack>
  );
}
