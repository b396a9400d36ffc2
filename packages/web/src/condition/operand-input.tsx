import { Autocomplete, Group, NativeSelect, NumberInput, Select, TagsInput, TextInput } from "@mantine/core";
import { useSay } from "../say.tsx";
import { type Offered, type OfferedPath, useEditing } from "./editing.ts";
import { type Measure, type OperandKind, operandKind } from "./question.ts";
import { SpanInput } from "./span-input.tsx";

type Scalar = string | number | boolean;
type InputProps = {
  readonly operand: unknown;
  readonly onChange: (operand: unknown) => void;
  readonly path: OfferedPath | undefined;
  readonly isWrong: boolean;
};

/** The input that fits an operator. */
export function OperandInput(props: InputProps & { readonly measure: Measure; readonly operator: string }) {
  const { measure, operator, ...rest } = props;
  const Input = INPUTS[operandKind(measure, operator)];
  return <Input {...rest} />;
}

const number = (value: string | number) => (typeof value === "number" ? value : null);

function ScalarInput({ operand, onChange, path, isWrong }: InputProps) {
  const { screens, figures } = useSay();
  const { condition: say } = screens;
  const kind = typeof operand === "boolean" ? "flag" : typeof operand === "string" ? "text" : "number";
  const change = (next: string) => onChange({ text: String(operand ?? ""), number: null, flag: true }[next]);
  return (
    <Group gap={4} wrap="nowrap" className="condition-operand">
      {kind === "flag" && (
        <NativeSelect
          size="xs"
          aria-label={say.value}
          value={String(operand)}
          data={[
            { value: "true", label: figures.value(true) },
            { value: "false", label: figures.value(false) },
          ]}
          onChange={({ currentTarget }) => onChange(currentTarget.value === "true")}
        />
      )}
      {kind === "number" && (
        <NumberInput
          size="xs"
          aria-label={say.value}
          value={(operand as number | null) ?? ""}
          error={isWrong}
          onChange={(next) => onChange(number(next))}
        />
      )}
      {kind === "text" && (
        <Autocomplete
          size="xs"
          aria-label={say.value}
          className="condition-text-input"
          value={String(operand)}
          data={[...new Set(path?.examples.filter((one) => typeof one === "string") ?? [])]}
          error={isWrong}
          onChange={onChange}
        />
      )}
      <NativeSelect
        size="xs"
        aria-label={say.type}
        miw={92}
        value={kind}
        data={(["text", "number", "flag"] as const).map((one) => ({ value: one, label: say.types[one] }))}
        onChange={({ currentTarget }) => change(currentTarget.value)}
      />
    </Group>
  );
}

/** Tags are text; those that were numbers stay numbers, and where all are numbers, new ones become numbers too. */
function SeveralInput({ operand, onChange, path, isWrong }: InputProps) {
  const { condition: say } = useSay().screens;
  const values = operand as readonly Scalar[];
  const isNumeric = values.length > 0 ? values.every((one) => typeof one === "number") : path?.kinds[0] === "number";
  const typed = (tag: string): Scalar => {
    const former = values.find((one) => String(one) === tag);
    if (former !== undefined) return former;
    return isNumeric && tag.trim() !== "" && Number.isFinite(Number(tag)) ? Number(tag) : tag;
  };
  return (
    <Tags
      label={say.values}
      tags={values.map(String)}
      data={path?.examples.map(String) ?? []}
      isWrong={isWrong}
      onChange={(tags) => onChange(tags.map(typed))}
    />
  );
}

function TextsInput({ operand, onChange, path, isWrong }: InputProps) {
  const { condition: say } = useSay().screens;
  const tags = typeof operand === "string" ? (operand === "" ? [] : [operand]) : (operand as readonly string[]);
  return (
    <Tags
      label={say.values}
      tags={tags}
      data={path?.examples.filter((one) => typeof one === "string") ?? []}
      isWrong={isWrong}
      onChange={(next) => onChange(next.length > 1 || Array.isArray(operand) ? next : (next[0] ?? ""))}
    />
  );
}

export function Tags(props: {
  readonly label: string;
  readonly tags: readonly string[];
  readonly data: readonly string[];
  readonly onChange: (tags: string[]) => void;
  readonly isWrong: boolean;
}) {
  const { label, tags, data, onChange, isWrong } = props;
  const { condition: say } = useSay().screens;
  return (
    <TagsInput
      size="xs"
      className="condition-tags"
      aria-label={label}
      placeholder={tags.length === 0 ? say.addValue : ""}
      value={[...tags]}
      data={[...new Set(data)]}
      splitChars={["\n", "\t"]}
      acceptValueOnBlur
      error={isWrong}
      onChange={onChange}
    />
  );
}

/** A name from those that are offered; one that is not among them stays, and is shown as it is. */
export function NameSelect(props: {
  readonly label: string;
  readonly name: string;
  readonly offered: readonly Offered[];
  readonly onChange: (name: string) => void;
  readonly isWrong: boolean;
}) {
  const { label, name, offered, onChange, isWrong } = props;
  const { condition: say } = useSay().screens;
  const known = offered.map((one) => ({ value: one.name, label: one.label ?? one.name }));
  const isKnown = name === "" || offered.some((one) => one.name === name);
  return (
    <Select
      size="xs"
      className="condition-name"
      aria-label={label}
      placeholder={label}
      searchable
      value={name === "" ? null : name}
      data={isKnown ? known : [{ value: name, label: name }, ...known]}
      nothingFoundMessage={say.nothingOffered}
      error={isWrong}
      onChange={(next) => next !== null && onChange(next)}
    />
  );
}

function ListInput({ operand, onChange, isWrong }: InputProps) {
  const { condition: say } = useSay().screens;
  const { offers } = useEditing();
  return (
    <NameSelect
      label={say.list}
      name={operand as string}
      offered={offers.lists}
      onChange={onChange}
      isWrong={isWrong}
    />
  );
}

function RegexInput({ operand, onChange, isWrong }: InputProps) {
  const { condition: say } = useSay().screens;
  return (
    <TextInput
      size="xs"
      className="condition-text-input condition-regex"
      aria-label={say.expression}
      value={operand as string}
      error={isWrong}
      spellCheck={false}
      autoCapitalize="off"
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}

function AmountInput({ operand, onChange, isWrong }: InputProps) {
  const { condition: say } = useSay().screens;
  return (
    <NumberInput
      size="xs"
      w={104}
      aria-label={say.value}
      value={(operand as number | null) ?? ""}
      error={isWrong}
      onChange={(next) => onChange(number(next))}
    />
  );
}

function RangeInput({ operand, onChange, isWrong }: InputProps) {
  const { condition: say } = useSay().screens;
  const [low, high] = operand as readonly (number | null)[];
  const ends = [
    { label: say.low, end: low, change: (next: string | number) => onChange([number(next), high]) },
    { label: say.high, end: high, change: (next: string | number) => onChange([low, number(next)]) },
  ];
  return (
    <Group gap={4} wrap="nowrap">
      {ends.map(({ label, end, change }) => (
        <NumberInput
          key={label}
          size="xs"
          w={92}
          aria-label={label}
          placeholder={label}
          value={end ?? ""}
          error={isWrong}
          onChange={change}
        />
      ))}
    </Group>
  );
}

function FlagInput({ operand, onChange }: InputProps) {
  const { condition: say, shell } = useSay().screens;
  return (
    <NativeSelect
      size="xs"
      aria-label={say.value}
      value={String(operand)}
      data={[
        { value: "true", label: shell.yes },
        { value: "false", label: shell.no },
      ]}
      onChange={({ currentTarget }) => onChange(currentTarget.value === "true")}
    />
  );
}

function DateInput({ operand, onChange, isWrong }: InputProps) {
  const { condition: say } = useSay().screens;
  return (
    <TextInput
      size="xs"
      type="date"
      aria-label={say.date}
      value={operand as string}
      error={isWrong}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}

function DaysInput({ operand, onChange, isWrong }: InputProps) {
  const { condition: say } = useSay().screens;
  return (
    <SpanInput label={say.span} units={["d", "w"]} value={operand as string} onChange={onChange} isWrong={isWrong} />
  );
}

const INPUTS: Readonly<Record<OperandKind, (props: InputProps) => React.ReactNode>> = {
  scalar: ScalarInput,
  several: SeveralInput,
  texts: TextsInput,
  list: ListInput,
  regex: RegexInput,
  number: AmountInput,
  range: RangeInput,
  flag: FlagInput,
  date: DateInput,
  days: DaysInput,
};
