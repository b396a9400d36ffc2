import { Group, NativeSelect, SegmentedControl, SimpleGrid, Stack, Switch, TextInput } from "@mantine/core";
import type { Condition, Rule } from "@plumbline/scoring";
import { SpanInput } from "../condition/span-input.tsx";
import { useSay } from "../say.tsx";
import { put, useBuilding } from "./building.ts";
import { DecayEditor } from "./decay-editor.tsx";
import type { Edit } from "./edit.ts";
import { Section, WordsInput } from "./fields.tsx";
import { LimitEditor } from "./limit-editor.tsx";
import { PartProblems } from "./part-problems.tsx";
import { PointsEditor } from "./points-editor.tsx";
import { SignalChoice } from "./signal-choice.tsx";
import { ModelCondition } from "./who-card.tsx";

/** Everything that can be said of a rule. */
export function RuleEditor({ rule, at }: { readonly rule: Rule; readonly at: number }) {
  const { builder } = useSay().screens;
  const { edit, problemsAt, model, canEdit } = useBuilding();
  const path = ["rules", at];
  const set = (key: keyof Rule, value: unknown) => edit(put([...path, key], value), `rule.${at}.${key}`);
  const isEach = rule.each !== undefined;
  const { when } = rule;
  return (
    <Stack gap="sm">
      <PartProblems problems={problemsAt(path).filter(({ path: [key] }) => key !== "when")} />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <WordsInput
          label={builder.label}
          value={rule.label}
          placeholder={rule.id}
          onWords={(next) => set("label", next)}
        />
        <Where rule={rule} onSet={set} />
      </SimpleGrid>
      <Section title={builder.gives}>
        <Stack gap="sm">
          {canEdit && (
            <SegmentedControl
              size="xs"
              aria-label={builder.gives}
              value={isEach ? "each" : "when"}
              data={[
                { value: "each", label: builder.kinds.each },
                { value: "when", label: builder.kinds.when },
              ]}
              onChange={(kind) => edit(kind === "each" ? toEach(rule, at, model) : toWhen(rule, at))}
            />
          )}
          {isEach && (
            <Group gap="sm" align="flex-end">
              <SignalChoice label={builder.signal} value={rule.each ?? ""} onSignal={(each) => set("each", each)} />
              <NativeSelect
                size="xs"
                aria-label={builder.whose}
                value={rule.of ?? "lead"}
                disabled={!canEdit}
                data={[
                  { value: "lead", label: builder.ofLead },
                  { value: "account", label: builder.ofAccount },
                ]}
                onChange={({ currentTarget: { value } }) => set("of", value === "account" ? value : undefined)}
              />
            </Group>
          )}
          {when !== undefined && (
            <ModelCondition
              path={[...path, "when"]}
              value={when}
              label={builder.kinds.when}
              about={`rule.${at}.when`}
            />
          )}
          <PointsEditor
            points={rule.points}
            isEach={isEach}
            signal={rule.each}
            onPoints={(points) => set("points", points)}
          />
        </Stack>
      </Section>
      {isEach && <EachFields rule={rule} onSet={set} />}
      <Section title={builder.more}>
        <More rule={rule} onSet={set} />
      </Section>
    </Stack>
  );
}

type Set = (key: keyof Rule, value: unknown) => void;
type Fields = { readonly rule: Rule; readonly onSet: Set };

/** In which dimension, and in which group of it. */
function Where({ rule, onSet }: Fields) {
  const { builder } = useSay().screens;
  const { model, names, canEdit } = useBuilding();
  const groups = Object.entries(model.groups ?? {}).filter(([, group]) => group.dimension === rule.dimension);
  return (
    <Group gap="sm" grow>
      <NativeSelect
        size="xs"
        label={builder.dimension}
        value={rule.dimension}
        disabled={!canEdit}
        data={Object.keys(model.dimensions).map((name) => ({ value: name, label: names.dimension(name) }))}
        onChange={({ currentTarget }) => onSet("dimension", currentTarget.value)}
      />
      <NativeSelect
        size="xs"
        label={builder.group}
        value={rule.group ?? ""}
        disabled={!canEdit}
        data={[
          { value: "", label: builder.noGroup },
          ...groups.map(([name]) => ({ value: name, label: names.group(name) })),
        ]}
        onChange={({ currentTarget: { value } }) => onSet("group", value === "" ? undefined : value)}
      />
    </Group>
  );
}

/** What only occurrences have: limits, a window, decay. */
function EachFields({ rule, onSet }: Fields) {
  const { builder, condition: say } = useSay().screens;
  const { model } = useBuilding();
  const isTiered = typeof rule.points === "object" && "tiers" in rule.points && rule.points.of === undefined;
  return (
    <>
      <Section title={builder.limit}>
        <LimitEditor limit={rule.limit} hasCounts onLimit={(limit) => onSet("limit", limit)} />
      </Section>
      <Section title={builder.window}>
        <SpanInput
          label={builder.window}
          value={rule.window ?? ""}
          units={["d", "w"]}
          placeholder={say.unlimited}
          onChange={(window) => onSet("window", window === "" ? undefined : window)}
        />
      </Section>
      {!isTiered && (
        <Section title={builder.decay}>
          <DecayEditor
            decay={rule.decay}
            isInherited
            inherited={model.dimensions[rule.dimension]?.decay}
            onDecay={(decay) => onSet("decay", decay)}
          />
        </Section>
      )}
    </>
  );
}

function More({ rule, onSet }: Fields) {
  const { builder } = useSay().screens;
  const { canEdit } = useBuilding();
  return (
    <Stack gap="sm">
      <Group gap="sm" align="flex-end">
        {(["from", "until"] as const).map((key) => (
          <TextInput
            key={key}
            type="date"
            size="xs"
            label={builder.dates[key]}
            value={rule[key] ?? ""}
            readOnly={!canEdit}
            onChange={({ currentTarget: { value } }) => onSet(key, value === "" ? undefined : value)}
          />
        ))}
        <WordsInput label={builder.owner} value={rule.owner} onWords={(next) => onSet("owner", next)} />
      </Group>
      <WordsInput
        label={builder.note}
        value={rule.note}
        isLong
        maxLength={2000}
        onWords={(next) => onSet("note", next)}
      />
      <Switch
        size="sm"
        label={builder.enabled}
        checked={rule.enabled !== false}
        disabled={!canEdit}
        onChange={({ currentTarget: { checked } }) => onSet("enabled", checked ? undefined : false)}
      />
    </Stack>
  );
}

/** What only occurrences have goes when a rule asks for a condition instead. */
const OF_EACH = ["each", "of", "limit", "window", "decay"] as const;

function toWhen(rule: Rule, at: number): readonly Edit[] {
  const path = ["rules", at];
  const when = rule.each === undefined ? { all: [] } : { signal: rule.each, ...(rule.of && { of: rule.of }) };
  const drops = OF_EACH.filter((key) => rule[key] !== undefined).map((key) => put([...path, key], undefined));
  return [...drops, put([...path, "when"], when satisfies Condition), ...plainPoints(rule, path)];
}

function toEach(rule: Rule, at: number, model: { readonly signals?: object }): readonly Edit[] {
  const path = ["rules", at];
  const asked = rule.when && "signal" in rule.when ? rule.when.signal : Object.keys(model.signals ?? {})[0];
  return [put([...path, "when"], undefined), put([...path, "each"], asked ?? ""), ...plainPoints(rule, path)];
}

/** Points that hang on what is no longer there become a number. */
function plainPoints({ points }: Rule, path: readonly (string | number)[]): readonly Edit[] {
  return typeof points === "number" ? [] : [put([...path, "points"], 10)];
}
