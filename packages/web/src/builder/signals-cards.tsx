import { Group, Stack, Text } from "@mantine/core";
import { saySignal } from "@plumbline/phrases";
import type { Model, SignalDefinition } from "@plumbline/scoring";
import { useMemo } from "react";
import { mark } from "../condition/condition-text.tsx";
import { SignalEditor } from "../condition/signal-editor.tsx";
import { useSay } from "../say.tsx";
import { freeName, put, useBuilding } from "./building.ts";
import { useHeld, WordsInput } from "./fields.tsx";
import { NamedAdder } from "./named-adder.tsx";
import { PartCard } from "./part-card.tsx";
import { isRecord, writtenAt } from "./record.ts";
import { useRemoval } from "./use-removal.tsx";

/** What leads do, in the words of the model: which events count as what. */
export function SignalsCards() {
  const { builder } = useSay().screens;
  const { model, edit, setOpen } = useBuilding();
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {builder.signalsHint}
      </Text>
      {Object.entries(model.signals ?? {}).map(([name, signal]) => (
        <SignalCard key={name} name={name} signal={signal} />
      ))}
      <NamedAdder
        act={builder.addSignal}
        onAdd={(label) => {
          const name = freeName(label, Object.keys(model.signals ?? {}), "signal");
          edit({ kind: "set", path: ["signals", name], value: { label, on: "page" } });
          setOpen(`signals/${name}`);
        }}
      />
    </Stack>
  );
}

function SignalCard({ name, signal }: { readonly name: string; readonly signal: SignalDefinition }) {
  const say = useSay();
  const { builder } = say.screens;
  const { model, names, edit, offers, problemsAt, canEdit, draft } = useBuilding();
  const remove = useRemoval();
  const path = ["signals", name];
  const { label, note } = signal;
  // The same object as long as it is the same signal: what is held is held over it.
  const definition = useMemo(() => unlabelled(signal) as SignalDefinition, [signal]);
  const [held, hold] = useHeld<SignalDefinition>(
    definition,
    (next) =>
      edit(
        { kind: "set", path, value: { ...(label && { label }), ...(note && { note }), ...next } },
        `${name}.definition`,
      ),
    unlabelled(writtenAt(draft.written, path)),
  );
  const uses = usesOf(model, name);
  return (
    <PartCard
      path={path}
      title={names.signal(name)}
      said={saySignal(say, definition as Parameters<typeof saySignal>[1], mark)}
      aside={
        <Text size="xs" c="dimmed" className="builder-aside">
          {uses === 0 ? builder.unused : builder.uses(uses)}
        </Text>
      }
      onRemove={() => remove(names.signal(name), { kind: "drop", path })}
    >
      <Stack gap="sm">
        <Group grow align="flex-start">
          <WordsInput
            label={builder.label}
            value={label}
            onWords={(next) => edit(put([...path, "label"], next), `${name}.label`)}
          />
          <WordsInput
            label={builder.note}
            value={note}
            maxLength={2000}
            onWords={(next) => edit(put([...path, "note"], next), `${name}.note`)}
          />
        </Group>
        <fieldset disabled={!canEdit} className="builder-bare">
          <SignalEditor value={held} onChange={hold} offers={offers} problems={problemsAt(path)} />
        </fieldset>
      </Stack>
    </PartCard>
  );
}

function unlabelled(written: unknown): unknown {
  if (!isRecord(written)) return written;
  const { label: _, note: __, ...definition } = written;
  return definition;
}

/** How many rules read a signal: by its name, wherever it stands in them. */
function usesOf(model: Model, name: string): number {
  const quoted = JSON.stringify(name);
  return model.rules.filter((rule) => {
    const text = JSON.stringify(rule);
    return ["each", "signal", "of", "to"].some((key) => text.includes(`"${key}":${quoted}`));
  }).length;
}
