import { Group, NumberInput } from "@mantine/core";
import { useSay } from "../say.tsx";
import { useTyped } from "./use-typed.ts";

const TYPING = 400;

type Totals = { readonly totalFrom?: number | undefined; readonly totalTo?: number | undefined };

/** The lowest and the highest score of those on the list, both included. */
export function FilterTotals(props: { readonly totals: Totals; readonly onTotals: (totals: Totals) => void }) {
  const { totals, onTotals } = props;
  const { leads: say } = useSay().screens;
  const field = (name: keyof Totals, label: string) => (
    <NumberField label={label} value={totals[name]} onChange={(value) => onTotals({ ...totals, [name]: value })} />
  );
  return (
    <Group gap="xs" grow align="flex-end">
      {field("totalFrom", say.filter.totalFrom)}
      {field("totalTo", say.filter.totalTo)}
    </Group>
  );
}

function NumberField(props: {
  readonly label: string;
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
}) {
  const { label, value, onChange } = props;
  const { leads: say } = useSay().screens;
  const tell = (typed: string | number) => onChange(typeof typed === "number" ? typed : undefined);
  const [typed, type] = useTyped<string | number>(value ?? "", tell, TYPING);
  return (
    <NumberInput
      label={label}
      placeholder={say.filter.any}
      decimalScale={2}
      hideControls
      value={typed}
      onChange={(next) => type(next)}
    />
  );
}
