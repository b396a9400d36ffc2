import { Autocomplete, Group, NumberInput, Text } from "@mantine/core";
import type { ModelProblem, SignalDefinition } from "@plumbline/scoring";
import { useSay } from "../say.tsx";
import type { OfferedPath } from "./editing.ts";
import type { MeasureKind } from "./measure.ts";
import { SpanInput } from "./span-input.tsx";

type Props = {
  readonly value: SignalDefinition;
  readonly kind: MeasureKind;
  readonly onChange: (value: SignalDefinition) => void;
  readonly fields: readonly OfferedPath[];
  readonly problems: readonly ModelProblem[];
};

/** What a measure needs besides the events. */
export function MeasureFields(props: Props) {
  const { value, kind, onChange } = props;
  const { condition: say } = useSay().screens;
  switch (kind) {
    case "count":
    case "countBy":
      return <CountFields {...props} />;
    case "sum":
    case "max":
    case "distinct":
      return (
        <FieldInput
          {...props}
          label={say.property}
          name={value[kind] ?? ""}
          put={(name) => onChange({ ...value, [kind]: name })}
        />
      );
    case "visits":
    case "engaged":
      return <SilenceFields {...props} />;
    case "times":
      return (
        <>
          <NumberInput
            size="xs"
            w={110}
            label={say.times}
            value={value.times ?? ""}
            min={2}
            max={50}
            onChange={(times) => typeof times === "number" && onChange({ ...value, times })}
          />
          <Within {...props} />
        </>
      );
    case "steps":
    case "confirmedBy":
      return <Within {...props} />;
  }
}

function isWrong(problems: readonly ModelProblem[], key: string): boolean {
  return problems.some(({ path }) => path.at(-1) === key);
}

function FieldInput(
  props: Props & { readonly label: string; readonly name: string; readonly put: (name: string) => void },
) {
  const { label, name, put, fields, problems, kind } = props;
  return (
    <Autocomplete
      size="xs"
      label={label}
      value={name}
      data={[...new Set(fields.map(({ path }) => path))]}
      error={isWrong(problems, kind)}
      onChange={put}
    />
  );
}

/** Members that are empty are not said. */
function given<Part extends object>(part: Part): Part {
  return Object.fromEntries(Object.entries(part).filter(([, one]) => one !== "" && one !== undefined)) as Part;
}

function CountFields(props: Props) {
  const { value, kind, onChange } = props;
  const { condition: say } = useSay().screens;
  const { count = {}, ...rest } = value;
  const put = (next: NonNullable<SignalDefinition["count"]>) =>
    onChange(Object.keys(next).length === 0 ? rest : { ...rest, count: next });
  return (
    <>
      {kind === "countBy" && (
        <FieldInput {...props} label={say.property} name={count.by ?? ""} put={(by) => put({ ...count, by })} />
      )}
      <NumberInput
        size="xs"
        w={140}
        label={say.perDay}
        placeholder={say.unlimited}
        value={count.perDay ?? ""}
        min={1}
        allowDecimal={false}
        onChange={(perDay) => {
          const { perDay: _, ...other } = count;
          put(typeof perDay === "number" ? { ...other, perDay } : other);
        }}
      />
    </>
  );
}

function SilenceFields(props: Props) {
  const { value, kind, onChange, problems } = props;
  const { condition: say } = useSay().screens;
  const own = kind === "visits" ? (value.visits ?? {}) : (value.engaged ?? {});
  const put = (next: object) => onChange({ ...value, [kind]: given({ ...own, ...next }) });
  return (
    <>
      <Labelled label={say.silence}>
        <SpanInput
          label={say.silence}
          units={["s", "m", "h"]}
          value={own.silence ?? ""}
          placeholder={kind === "visits" ? "30" : "1"}
          isWrong={isWrong(problems, "silence")}
          onChange={(silence) => put({ silence })}
        />
      </Labelled>
      {kind === "visits" && (
        <Labelled label={say.lasting}>
          <SpanInput
            label={say.lasting}
            units={["s", "m", "h"]}
            value={value.visits?.atLeast ?? ""}
            isWrong={isWrong(problems, "atLeast")}
            onChange={(atLeast) => put({ atLeast })}
          />
        </Labelled>
      )}
      {kind === "engaged" && (
        <FieldInput {...props} label={say.by} name={value.engaged?.by ?? ""} put={(by) => put({ by })} />
      )}
    </>
  );
}

function Within({ value, onChange, problems }: Props) {
  const { condition: say } = useSay().screens;
  return (
    <Labelled label={say.within}>
      <SpanInput
        label={say.within}
        units={["s", "m", "h", "d", "w"]}
        value={value.within ?? ""}
        isWrong={isWrong(problems, "within")}
        onChange={(within) => onChange({ ...value, within })}
      />
    </Labelled>
  );
}

function Labelled({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <Group gap={4} align="flex-end">
      <div>
        <Text size="xs" fw={500} aria-hidden>
          {label}
        </Text>
        {children}
      </div>
    </Group>
  );
}
