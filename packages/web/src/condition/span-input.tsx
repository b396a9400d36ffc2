import { Group, NativeSelect, NumberInput } from "@mantine/core";
import { useSay } from "../say.tsx";

type Unit = "s" | "m" | "h" | "d" | "w";

/** A length of time such as `30d`, in the units that its place allows. */
export function SpanInput(props: {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly units: readonly Unit[];
  readonly label: string;
  readonly isWrong?: boolean;
  readonly placeholder?: string;
}) {
  const { value, onChange, units, label, isWrong, placeholder } = props;
  const { condition: say } = useSay().screens;
  const [, amount = "", found] = /^(\d*)([smhdw])$/.exec(value) ?? [];
  const unit = units.find((one) => one === found) ?? (units.includes("d") ? "d" : "m");
  return (
    <Group gap={4} wrap="nowrap">
      <NumberInput
        size="xs"
        w={76}
        aria-label={label}
        value={amount}
        min={1}
        max={99_999}
        allowDecimal={false}
        allowNegative={false}
        error={isWrong}
        {...(placeholder !== undefined && { placeholder })}
        onChange={(next) => onChange(next === "" ? "" : `${next}${unit}`)}
      />
      <NativeSelect
        size="xs"
        aria-label={`${label}: ${say.unit}`}
        value={unit}
        data={units.map((one) => ({ value: one, label: say.units[one] }))}
        onChange={({ currentTarget }) => onChange(amount === "" ? "" : `${amount}${currentTarget.value}`)}
      />
    </Group>
  );
}
