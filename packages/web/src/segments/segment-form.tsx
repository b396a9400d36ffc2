import {
  Alert,
  Button,
  Card,
  Grid,
  Group,
  NativeSelect,
  SegmentedControl,
  Stack,
  Text,
  Textarea,
  TextInput,
} from "@mantine/core";
import { ApiError } from "@plumbline/api";
import { IconInfoCircle } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, lazy, Suspense, useLayoutEffect, useRef } from "react";
import { ask, client } from "../api.ts";
import { useSay } from "../say.tsx";
import type { Draft } from "../ui/draft.ts";
import { Problem, Rows } from "../ui/states.tsx";
import { useLiveModels } from "../ui/use-model.ts";
import { definitionOf, isName, isWhole, nameFrom, type SegmentDraft, type WholeSegment } from "./segment.ts";
import { SegmentPreview } from "./segment-preview.tsx";
import { WithinFields } from "./within-fields.tsx";
import "./segments.css";

const Asking = lazy(async () => ({ default: (await import("./segment-condition.tsx")).SegmentCondition }));

type Kind = SegmentDraft["kind"];

/** Makes a segment, or changes `segment`; a live one with a preview beside. What is written is kept as a draft. */
export function SegmentForm(props: {
  readonly draft: Draft<SegmentDraft>;
  readonly segment?: WholeSegment;
  readonly onClose: () => void;
  readonly onSaved: (saved: WholeSegment) => void;
}) {
  const { draft, segment, onClose, onSaved } = props;
  const { segments: say, shell } = useSay().screens;
  const { value } = draft;
  // The editor of conditions tells late, from a render that was: what came since must not be lost to it.
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  }, [value]);
  const put = (change: Partial<SegmentDraft>) => {
    latest.current = { ...latest.current, ...change };
    draft.set(latest.current);
  };
  const all = useQuery(ask("segments", "list"));
  const isTaken = segment === undefined && (all.data?.items.some(({ name }) => name === value.name) ?? false);
  const saving = useMutation({
    mutationFn: (ifMatch: string) => (segment ? change(segment.id, value, ifMatch) : create(value)),
    onSuccess: onSaved,
  });
  const hasMoved = saving.error instanceof ApiError && saving.error.is("tag-mismatch");
  const isReady = isWhole(value) && !isTaken;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) saving.mutate(value.tag ?? "*");
  };
  const isLive = value.kind === "live";
  return (
    <form onSubmit={submit}>
      <Grid gap="md">
        <Grid.Col span={{ base: 12, lg: isLive ? 8 : 12 }}>
          <Stack>
            <Naming draft={draft} isNew={segment === undefined} isTaken={isTaken} put={put} />
            {isLive && (
              <Card withBorder padding="md" component="section" aria-label={say.condition}>
                <Stack>
                  <Text fw={600} size="sm">
                    {say.condition}
                  </Text>
                  <ModelChoice model={value.model} onModel={(model) => put({ model })} />
                  <Suspense fallback={<Rows count={3} />}>
                    <Asking value={value} put={put} />
                  </Suspense>
                </Stack>
              </Card>
            )}
            {isLive && <WithinFields within={value.within} onChange={(within) => put({ within })} />}
          </Stack>
        </Grid.Col>
        {isLive && (
          <Grid.Col span={{ base: 12, lg: 4 }}>
            <SegmentPreview definition={definitionOf(value)} />
          </Grid.Col>
        )}
      </Grid>
      <Stack mt="md">
        {hasMoved ? (
          <Alert color="orange" variant="light" title={shell.changedElsewhere} role="alert">
            <Group gap="xs">
              <Button size="xs" variant="default" onClick={onClose}>
                {shell.theirs}
              </Button>
              <Button size="xs" color="orange" onClick={() => saving.mutate("*")}>
                {say.saveAnyway}
              </Button>
            </Group>
          </Alert>
        ) : (
          <Problem error={saving.error} />
        )}
        <Group justify="space-between">
          <Group gap={6} c="dimmed" wrap="nowrap" flex={1} miw={220}>
            {draft.isKept && (
              <>
                <IconInfoCircle size={15} aria-hidden />
                <Text size="xs">{say.draftKept}</Text>
              </>
            )}
          </Group>
          <Group gap="xs">
            <Button variant="default" onClick={onClose}>
              {draft.isKept ? say.discard : shell.cancel}
            </Button>
            <Button type="submit" loading={saving.isPending} disabled={!isReady}>
              {segment ? shell.save : say.make}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}

/** Its kind while it is new, what people call it, and what conditions call it. */
function Naming(props: {
  readonly draft: Draft<SegmentDraft>;
  readonly isNew: boolean;
  readonly isTaken: boolean;
  readonly put: (change: Partial<SegmentDraft>) => void;
}) {
  const { draft, isNew, isTaken, put } = props;
  const { segments: say } = useSay().screens;
  const { kind, label, name, isNamed, note } = draft.value;
  const nameProblem = isTaken ? say.nameTaken : name !== "" && !isName(name) ? say.nameWrong : undefined;
  return (
    <Card withBorder padding="md">
      <Stack>
        {isNew && (
          <Group gap="sm">
            <SegmentedControl
              aria-label={say.kind}
              value={kind}
              onChange={(next) => put({ kind: next as Kind })}
              data={[
                { value: "live", label: say.kinds.live },
                { value: "fixed", label: say.kinds.fixed },
              ]}
            />
            <Text size="sm" c="dimmed">
              {say.kindHints[kind]}
            </Text>
          </Group>
        )}
        <Group grow align="flex-start" preventGrowOverflow={false}>
          <TextInput
            label={say.label}
            description={say.labelHint}
            value={label}
            maxLength={200}
            miw={220}
            data-autofocus
            onChange={({ currentTarget }) =>
              put({ label: currentTarget.value, ...(!isNamed && { name: nameFrom(currentTarget.value) }) })
            }
          />
          <TextInput
            label={say.name}
            description={say.nameHint}
            value={name}
            required={isNew}
            readOnly={!isNew}
            variant={isNew ? "default" : "filled"}
            miw={220}
            error={nameProblem}
            onChange={({ currentTarget }) => put({ name: currentTarget.value, isNamed: currentTarget.value !== "" })}
          />
        </Group>
        <Textarea
          label={say.note}
          value={note}
          maxLength={2000}
          autosize
          minRows={1}
          maxRows={5}
          onChange={({ currentTarget }) => put({ note: currentTarget.value })}
        />
      </Stack>
    </Card>
  );
}

function ModelChoice(props: { readonly model: string | null; readonly onModel: (model: string | null) => void }) {
  const { model, onModel } = props;
  const { segments: say } = useSay().screens;
  const models = useLiveModels() ?? [];
  if (models.length < 2 && (model === null || models.some(({ name }) => name === model))) return null;
  return (
    <NativeSelect
      label={say.model}
      description={say.modelHint}
      maw={360}
      value={model ?? models[0]?.name ?? ""}
      onChange={({ currentTarget }) => onModel(currentTarget.value)}
      data={[...new Set([...models.map(({ name }) => name), ...(model === null ? [] : [model])])]}
    />
  );
}

function create(draft: SegmentDraft): Promise<WholeSegment> {
  const { kind, name, label, note } = draft;
  const body = { name, note, ...(label.trim() !== "" && { label: label.trim() }) };
  return client.segments.create({ body: { ...body, ...(kind === "live" && definitionOf(draft)) } } as Creation);
}

function change(id: string, draft: SegmentDraft, ifMatch: string): Promise<WholeSegment> {
  const { kind, label, note } = draft;
  const body = { label: label.trim() === "" ? null : label.trim(), note };
  return client.segments.change(
    { params: { id }, body: { ...body, ...(kind === "live" && definitionOf(draft)) } } as Change,
    { ifMatch },
  );
}

// The condition language is JSON to the API, and types of its own to the editor.
type Creation = Parameters<typeof client.segments.create>[0];
type Change = Parameters<typeof client.segments.change>[0];
