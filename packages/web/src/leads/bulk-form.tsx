import { Autocomplete, Button, Group, Modal, NumberInput, Select, Stack, TagsInput, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { ask, client } from "../api.ts";
import { useSay } from "../say.tsx";
import { useDraft } from "../ui/draft.ts";
import { Problem } from "../ui/states.tsx";
import { useLiveModel } from "../ui/use-model.ts";
import { type BulkAction, type BulkKind, lastBulk, type leadsOf } from "./bulk.ts";

type Said = {
  readonly tags: string[];
  readonly owner: string;
  readonly dimension: string | null;
  readonly points: number | string;
  readonly reason: string;
  readonly until: string;
};

const NOTHING: Said = { tags: [], owner: "", dimension: null, points: "", reason: "", until: "" };

/** Says what is done to many leads, and begins it; what is typed is kept until it is begun or given up. */
export function BulkForm(props: {
  readonly kind: BulkKind;
  readonly title: string;
  readonly leads: ReturnType<typeof leadsOf>;
  readonly size: number;
  readonly model: string | undefined;
  readonly owners: readonly string[];
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const { kind, title, leads, size, model, owners, onDone, onClose } = props;
  const { leads: say, shell } = useSay().screens;
  // What was begun for some leads is not said of others.
  const about = JSON.stringify([leads, model]);
  const draft = useDraft(`bulk.${kind}`, { about, said: NOTHING });
  const said = draft.value.about === about ? draft.value.said : NOTHING;
  const queries = useQueryClient();
  const action = actionOf(kind, said, model);
  const doing = useMutation({
    mutationFn: (action: BulkAction) => client.bulks.create({ body: { action, leads } }),
    onSuccess: async (bulk) => {
      lastBulk.set(bulk.id);
      draft.drop();
      onDone();
      await queries.invalidateQueries({ queryKey: ["leads"] });
    },
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (action) doing.mutate(action);
  };
  const change = (part: Partial<Said>) => draft.set({ about, said: { ...said, ...part } });
  const giveUp = () => {
    draft.drop();
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ "aria-label": shell.close }}>
      <form onSubmit={send}>
        <Stack>
          {(kind === "add-tags" || kind === "remove-tags") && <Tags said={said} onChange={change} />}
          {kind === "set-owner" && (
            <Autocomplete
              label={say.owner}
              description={say.bulk.noOwner}
              data={[...owners]}
              maxLength={200}
              value={said.owner}
              onChange={(owner) => change({ owner })}
              data-autofocus
            />
          )}
          {kind === "adjust" && <Adjustment said={said} model={model} onChange={change} />}
          <Problem error={doing.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={giveUp}>
              {shell.cancel}
            </Button>
            <Button type="submit" disabled={!action} loading={doing.isPending}>
              {say.bulk.apply(size)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** What was said as the API takes it; undefined as long as something is missing. */
function actionOf(kind: BulkKind, said: Said, model: string | undefined): BulkAction | undefined {
  if (kind === "set-owner") return { kind, owner: said.owner.trim() || null };
  if (kind !== "adjust") return said.tags.length === 0 ? undefined : { kind, tags: said.tags };
  const { dimension, points, reason, until } = said;
  if (dimension === null || typeof points !== "number" || points === 0 || reason.trim() === "") return undefined;
  return {
    kind,
    dimension,
    points,
    reason: reason.trim(),
    ...(model !== undefined && { model }),
    ...(until !== "" && { until }),
  };
}

type Part = { readonly said: Said; readonly onChange: (part: Partial<Said>) => void };

function Tags({ said, onChange }: Part) {
  const { leads: say } = useSay().screens;
  const { data } = useQuery(ask("tags", "list"));
  // Once a tag is there, the others must not lie where the form is sent.
  const [isOpen, { open, close }] = useDisclosure();
  return (
    <TagsInput
      label={say.tags}
      dropdownOpened={isOpen}
      onDropdownOpen={open}
      onDropdownClose={close}
      data={(data?.items ?? []).map(({ tag }) => tag)}
      maxTags={20}
      value={said.tags}
      onChange={(tags) => {
        onChange({ tags });
        close();
      }}
      data-autofocus
    />
  );
}

const LONGEST_REASON = 500;

function Adjustment({ said, model, onChange }: Part & { readonly model: string | undefined }) {
  const { leads: say } = useSay().screens;
  const live = useLiveModel(model);
  const dimensions = Object.keys(live?.body.dimensions ?? {});
  return (
    <>
      <Group grow align="flex-start">
        <Select
          label={say.bulk.dimension}
          required
          data={dimensions.map((name) => ({ value: name, label: live?.names.dimension(name) ?? name }))}
          value={said.dimension}
          onChange={(dimension) => onChange({ dimension })}
          data-autofocus
        />
        <NumberInput
          label={say.bulk.points}
          required
          decimalScale={2}
          value={said.points}
          onChange={(points) => onChange({ points })}
        />
      </Group>
      <TextInput
        label={say.bulk.reason}
        required
        maxLength={LONGEST_REASON}
        value={said.reason}
        onChange={(event) => onChange({ reason: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={say.bulk.until}
        value={said.until}
        onChange={(event) => onChange({ until: event.currentTarget.value })}
      />
    </>
  );
}
