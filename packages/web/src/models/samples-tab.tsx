import { ActionIcon, Badge, Group, NativeSelect, SegmentedControl, Stack, Table, Text, TextInput } from "@mantine/core";
import { IconCheck, IconTrash, IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Answered, ask } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { Band } from "../ui/band.tsx";
import { Points } from "../ui/figures.tsx";
import { LinkText } from "../ui/links.tsx";
import { Asked, Empty, Problem } from "../ui/states.tsx";
import { useLiveModel } from "../ui/use-model.ts";
import type { WholeModel } from "./model.ts";
import { SampleSearch } from "./sample-search.tsx";
import { expecting, type Sample } from "./samples.ts";
import { useSamples } from "./use-samples.ts";

type Tried = Answered<"models", "try">["items"][number];

const MOST = 20;
const UNSAID = "-";
const NONE = "";

/** The leads, or accounts, that sales knows well, with what it expects of them and what the model says. */
export function SamplesTab({ model }: { readonly model: WholeModel }) {
  const say = useWords(model);
  const mayPick = useMe().can("samples");
  const params = { name: model.name };
  const samples = useSamples(model.name);
  const [by, setBy] = useState<"live" | "draft">(model.draftAt === null ? "live" : "draft");
  const trial = useQuery({
    ...ask("models", "try", {
      params,
      body: { samples: true, version: by === "draft" ? "draft" : (model.live ?? 1), leads: [], invented: [] },
    }),
    enabled: mayPick && (by === "draft" || model.live !== null) && samples.items.length > 0,
  });
  const tried = new Map((trial.data?.items ?? []).map((one) => [one.lead, one]));
  const said = [...tried.values()].flatMap(({ expected }) => (expected ? [expected] : []));
  return (
    <Asked query={samples.query}>
      {({ items }) => (
        <Stack>
          <Text size="sm" c="dimmed">
            {mayPick ? say.hint : say.mayNot}
          </Text>
          <Group align="flex-end">
            {mayPick && (
              <SampleSearch
                of={model.of}
                say={say}
                isFull={items.length >= MOST}
                most={MOST}
                taken={items.map(({ lead }) => lead)}
                onPick={({ id, name }) => samples.keep({ lead: id, note: "", name })}
              />
            )}
            {model.live !== null && model.draftAt !== null && mayPick && (
              <SegmentedControl
                aria-label={say.by}
                size="xs"
                value={by}
                onChange={(next) => setBy(next as "live" | "draft")}
                data={[
                  { value: "live", label: say.live },
                  { value: "draft", label: say.draft },
                ]}
              />
            )}
            {said.length > 0 && (
              <Text size="sm" fw={600} role="status">
                {say.held(said.filter(({ holds }) => holds).length, said.length)}
              </Text>
            )}
          </Group>
          <Problem error={samples.error ?? trial.error} />
          {items.length === 0 ? (
            <Empty title={say.none} hint={say.noneHint} />
          ) : (
            <SampleTable model={model} items={items} tried={tried} onChange={mayPick ? samples : undefined} />
          )}
        </Stack>
      )}
    </Asked>
  );
}

/** What is said of samples, of leads or of accounts. */
function useWords({ of }: Pick<WholeModel, "of">) {
  const { samples } = useSay().screens.models;
  return of === "account" ? { ...samples, ...samples.ofAccounts } : samples;
}

/** What can be done with a sample; undefined where the role does not allow it. */
type OnChange = Pick<ReturnType<typeof useSamples>, "keep" | "drop"> | undefined;

function SampleTable(props: {
  readonly model: WholeModel;
  readonly items: readonly Sample[];
  readonly tried: ReadonlyMap<string | null, Tried>;
  readonly onChange: OnChange;
}) {
  const { model, items, tried, onChange } = props;
  const { models } = useSay().screens;
  const say = useWords(model);
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table
        aria-label={model.of === "account" ? models.samples.ofAccounts.title : models.tabs.samples}
        verticalSpacing="xs"
      >
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say.lead}</Table.Th>
            <Table.Th>{say.expected}</Table.Th>
            <Table.Th>{models.overview.band}</Table.Th>
            <Table.Th ta="right">{models.overview.score}</Table.Th>
            <Table.Th>{say.holds}</Table.Th>
            <Table.Th>{say.note}</Table.Th>
            <Table.Td />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((sample) => (
            <SampleRow
              key={sample.lead}
              model={model}
              sample={sample}
              tried={tried.get(sample.lead)}
              onChange={onChange}
            />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function SampleRow(props: {
  readonly model: WholeModel;
  readonly sample: Sample;
  readonly tried: Tried | undefined;
  readonly onChange: OnChange;
}) {
  const { model, sample, tried, onChange } = props;
  const { models } = useSay().screens;
  const { samples: say } = models;
  const bands = useLiveModel(model.name)?.bands ?? [];
  const called = sample.name ?? models.preview.unnamed;
  const expected = sample.band === undefined ? UNSAID : (sample.band ?? NONE);
  const choices = [
    { value: UNSAID, label: say.unsaid },
    { value: NONE, label: say.noBand },
    ...bands.map(({ name, label }) => ({ value: name, label })),
    ...(sample.band && !bands.some(({ name }) => name === sample.band)
      ? [{ value: sample.band, label: sample.band }]
      : []),
  ];
  return (
    <Table.Tr>
      <Table.Td>
        <LinkText
          to={model.of === "lead" ? "/leads/$id" : "/accounts/$id"}
          params={{ id: sample.lead }}
          size="sm"
          fw={500}
        >
          {called}
        </LinkText>
      </Table.Td>
      <Table.Td>
        <NativeSelect
          size="xs"
          aria-label={`${say.expected}: ${called}`}
          disabled={!onChange}
          value={expected}
          data={choices}
          onChange={({ currentTarget }) => {
            const { value } = currentTarget;
            onChange?.keep(expecting(sample, value === UNSAID ? undefined : value === NONE ? null : value));
          }}
        />
      </Table.Td>
      <Table.Td>{tried && <Band band={tried.band} model={model.name} miw="max-content" />}</Table.Td>
      <Table.Td ta="right">{tried && <Points points={tried.verdict.total} size="sm" />}</Table.Td>
      <Table.Td>{tried?.expected && <Holds holds={tried.expected.holds} />}</Table.Td>
      <Table.Td>
        <Note key={sample.note} sample={sample} called={called} onChange={onChange} />
      </Table.Td>
      <Table.Td ta="right">
        {onChange && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={say.remove(called)}
            onClick={() => onChange.drop(sample.lead)}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function Holds({ holds }: { readonly holds: boolean }) {
  const { samples: say } = useSay().screens.models;
  const Icon = holds ? IconCheck : IconX;
  return (
    <Badge variant="light" color={holds ? "teal" : "red"} tt="none" leftSection={<Icon size={11} aria-hidden />}>
      {holds ? say.holds : say.holdsNot}
    </Badge>
  );
}

/** Kept when one leaves the field. */
function Note(props: { readonly sample: Sample; readonly called: string; readonly onChange: OnChange }) {
  const { sample, called, onChange } = props;
  const { samples: say } = useSay().screens.models;
  const [note, setNote] = useState(sample.note);
  if (!onChange) return <Text size="sm">{sample.note}</Text>;
  return (
    <TextInput
      size="xs"
      miw={160}
      aria-label={`${say.note}: ${called}`}
      value={note}
      maxLength={500}
      onChange={({ currentTarget }) => setNote(currentTarget.value)}
      onBlur={() => note !== sample.note && onChange.keep({ ...sample, note })}
      onKeyDown={({ key, currentTarget }) => key === "Enter" && currentTarget.blur()}
    />
  );
}
