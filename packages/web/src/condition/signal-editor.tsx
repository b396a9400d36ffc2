import { ActionIcon, Button, Checkbox, Group, NativeSelect, Stack, Text } from "@mantine/core";
import { saySignal } from "@plumbline/phrases";
import { EVENT_TYPES, type ModelProblem, type SignalDefinition } from "@plumbline/scoring";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useSay } from "../say.tsx";
import { signalProblems, together } from "./condition-problems.ts";
import { Emphasised, mark } from "./condition-text.tsx";
import { isBelow, type OfferedPath, type Offers } from "./editing.ts";
import { FilterEditor } from "./filter-editor.tsx";
import type { Filter } from "./filter-tree.ts";
import { MEASURES, type MeasureKind, measureOf, withMeasure } from "./measure.ts";
import { MeasureFields } from "./measure-fields.tsx";
import { Tags } from "./operand-input.tsx";
import { Problems } from "./question-row.tsx";

type Step = Pick<SignalDefinition, "on" | "where">;

/** Every page view has these, wherever they are kept. */
const PAGE_FIELDS: readonly OfferedPath[] = ["path", "url", "title", "referrer", "search"].map((path) => ({
  path,
  kinds: ["text"],
  examples: [],
}));

/**
 * Edits what a signal measures of which events. Controlled. What is wrong with the signal by itself it
 * finds out; `problems` are what its model knows besides, with paths from the signal.
 */
export function SignalEditor(props: {
  readonly value: SignalDefinition;
  readonly onChange: (value: SignalDefinition) => void;
  readonly offers: Offers;
  readonly problems?: readonly ModelProblem[];
}) {
  const { value, onChange, offers } = props;
  const problems = together(signalProblems(value), props.problems ?? []);
  const say = useSay();
  const { condition: words } = say.screens;
  const kind = measureOf(value);
  const at = (...above: readonly (string | number)[]) => problemsBelow(problems, above);
  const steps = value.steps ?? [];
  const putStep = (index: number, step: Step) => onChange({ ...value, steps: steps.with(index, step) });
  return (
    <Stack gap="sm">
      {kind !== "steps" && (
        <>
          <Checkbox
            size="xs"
            label={words.everyEvent}
            checked={value.any === true}
            onChange={({ currentTarget }) => onChange(withEvery(value, currentTarget.checked))}
          />
          <StepFields
            step={value}
            label={words.events}
            hasNames={value.any !== true}
            offers={offers}
            problems={problems}
            onChange={(step) => onChange({ ...value, ...step })}
            onDrop={(key) => onChange(without(value, key))}
          />
        </>
      )}
      <Group gap="xs" align="flex-end">
        <NativeSelect
          size="xs"
          label={words.measure}
          value={kind}
          data={MEASURES.map((one) => ({ value: one, label: words.measureKinds[one] }))}
          onChange={({ currentTarget }) => onChange(withMeasure(value, currentTarget.value as MeasureKind))}
        />
        <MeasureFields
          value={value}
          kind={kind}
          onChange={onChange}
          fields={fieldsOf(value, offers)}
          problems={problems}
        />
      </Group>
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step is what it is by its place.
        <Group key={index} align="flex-start" wrap="nowrap" gap="xs">
          <StepFields
            step={step}
            label={words.step(index + 1)}
            hasNames
            offers={offers}
            problems={at("steps", index)}
            onChange={(next) => putStep(index, next)}
            onDrop={(key) => putStep(index, without(step, key))}
          />
          {steps.length > 2 && (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`${words.remove}: ${words.step(index + 1)}`}
              onClick={() => onChange({ ...value, steps: steps.toSpliced(index, 1) })}
            >
              <IconTrash size={16} />
            </ActionIcon>
          )}
        </Group>
      ))}
      {kind === "steps" && steps.length < 8 && (
        <Button
          size="compact-xs"
          variant="subtle"
          className="condition-add"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange({ ...value, steps: [...steps, { on: "" }] })}
        >
          {words.addStep}
        </Button>
      )}
      {value.confirmedBy && (
        <StepFields
          step={value.confirmedBy}
          label={words.confirming}
          hasNames
          offers={offers}
          problems={at("confirmedBy")}
          onChange={(step) => onChange({ ...value, confirmedBy: step })}
          onDrop={(key) => onChange({ ...value, confirmedBy: without(value.confirmedBy ?? {}, key) })}
        />
      )}
      <Problems
        id="signal-problems"
        problems={problems
          .filter(({ path }) => path.length < 2)
          .map((problem) => ({ ...problem, inner: problem.path }))}
      />
      <Text size="sm" component="p" m={0} aria-label={words.sentence}>
        <Emphasised said={saySignal(say, value, mark)} />
      </Text>
    </Stack>
  );
}

/** Which events, and which of them: of a signal, of a step, or of what confirms. */
function StepFields(props: {
  readonly step: Step;
  readonly label: string;
  readonly hasNames: boolean;
  readonly offers: Offers;
  readonly problems: readonly ModelProblem[];
  readonly onChange: (step: Step) => void;
  readonly onDrop: (key: "on" | "where") => void;
}) {
  const { step, label, hasNames, offers, problems, onChange, onDrop } = props;
  const { condition: words } = useSay().screens;
  const names = (typeof step.on === "string" ? [step.on] : (step.on ?? [])).filter(Boolean);
  const putNames = (next: readonly string[]) => {
    const [only, ...more] = next;
    if (only === undefined) return step.where ? onDrop("on") : onChange({ ...step, on: "" });
    return onChange({ ...step, on: more.length === 0 ? only : [...next] });
  };
  const putFilter = (where: Filter) => (isOpen(where) ? onDrop("where") : onChange({ ...step, where }));
  const events = offers.events.filter(({ name }) => names.length === 0 || names.includes(name));
  const fields = { name: "", fields: PAGE_FIELDS };
  return (
    <Stack gap={6} flex={1} miw={0}>
      {hasNames && (
        <>
          <Text size="xs" fw={500} aria-hidden>
            {label}
          </Text>
          <Tags
            label={`${label}: ${words.eventsHint}`}
            tags={names}
            data={[...offers.events.map(({ name }) => name), ...EVENT_TYPES]}
            isWrong={problems.some(({ path }) => path.at(-1) === "on")}
            onChange={putNames}
          />
        </>
      )}
      <Text size="xs" c="dimmed" aria-hidden>
        {words.filter}
      </Text>
      <FilterEditor
        value={step.where ?? {}}
        onChange={putFilter}
        offers={{ ...offers, events: [...events, fields] }}
        problems={problemsBelow(problems, ["where"])}
        label={`${label}: ${words.filter}`}
      />
    </Stack>
  );
}

function problemsBelow(
  problems: readonly ModelProblem[],
  above: readonly (string | number)[],
): readonly ModelProblem[] {
  return problems
    .filter(({ path }) => isBelow(path, above))
    .map((problem) => ({ ...problem, path: problem.path.slice(above.length) }));
}

const isOpen = (where: Filter) => ["{}", '{"all":[]}'].includes(JSON.stringify(where));

function without<Whole extends object>(whole: Whole, key: keyof Whole): Whole {
  const { [key]: _, ...rest } = whole;
  return rest as Whole;
}

function withEvery(signal: SignalDefinition, isEvery: boolean): SignalDefinition {
  const { any: _, on: __, ...rest } = signal;
  return isEvery ? { any: true, ...rest } : { on: "", ...rest };
}

function fieldsOf({ on }: SignalDefinition, { events }: Offers): readonly OfferedPath[] {
  const names = on === undefined ? [] : [on].flat();
  const some = events.filter(({ name }) => names.length === 0 || names.includes(name));
  return [...some.flatMap(({ fields }) => fields), ...PAGE_FIELDS];
}
