import { Stack, Text } from "@mantine/core";
import { sayLimit } from "@plumbline/phrases";
import type { Model } from "@plumbline/scoring";
import type { ReactNode } from "react";
import { mark } from "../condition/condition-text.tsx";
import { useSay } from "../say.tsx";
import { freeName, put, useBuilding } from "./building.ts";
import { WordsInput } from "./fields.tsx";
import { LimitEditor } from "./limit-editor.tsx";
import { NamedAdder } from "./named-adder.tsx";
import { PartCard } from "./part-card.tsx";
import { PartProblems } from "./part-problems.tsx";
import { useRemoval } from "./use-removal.tsx";

type RuleGroup = NonNullable<Model["groups"]>[string];

/** A group, with the limit that its rules share, and the rules. */
export function GroupCard(props: { readonly name: string; readonly group: RuleGroup; readonly children: ReactNode }) {
  const { name, group, children } = props;
  const say = useSay();
  const { builder } = say.screens;
  const { names, edit, problemsAt, model, draft } = useBuilding();
  const remove = useRemoval();
  const path = ["groups", name];
  const set = (key: string, value: unknown) => edit(put([...path, key], value), `${name}.${key}`);
  const members = model.rules.flatMap((rule, index) => (rule.group === name ? [draft.ruleAt[index] ?? index] : []));
  const drops = members.map((at) => put(["rules", at, "group"], undefined));
  const said = sayLimit(say, group.limit as Parameters<typeof sayLimit>[1], mark);
  return (
    <div className="builder-group">
      <PartCard
        path={path}
        title={builder.groupOf(names.group(name))}
        said={said === "" ? builder.noLimit : builder.together(said)}
        onRemove={() => remove(names.group(name), [...drops, { kind: "drop", path }])}
      >
        <Stack gap="sm">
          <PartProblems problems={problemsAt(path)} />
          <WordsInput label={builder.label} value={group.label} onWords={(label) => set("label", label)} />
          <LimitEditor
            limit={group.limit as Parameters<typeof sayLimit>[1]}
            hasCounts={false}
            onLimit={(limit) => set("limit", limit ?? {})}
          />
        </Stack>
      </PartCard>
      <Stack gap="xs" className="builder-group-rules">
        {members.length === 0 && (
          <Text size="sm" c="dimmed">
            {builder.emptyGroup}
          </Text>
        )}
        {children}
      </Stack>
    </div>
  );
}

export function GroupAdder({ dimension }: { readonly dimension: string }) {
  const { builder } = useSay().screens;
  const { model, edit } = useBuilding();
  return (
    <NamedAdder
      act={builder.addGroup}
      onAdd={(label) => {
        const name = freeName(label, Object.keys(model.groups ?? {}), "group");
        edit({ kind: "set", path: ["groups", name], value: { label, dimension, limit: { total: 30 } } });
      }}
    />
  );
}
