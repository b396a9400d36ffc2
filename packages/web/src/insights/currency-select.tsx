import { Select } from "@mantine/core";
import { useMemo } from "react";
import { useHabits } from "../ui/figures.tsx";

/** A currency by its code and its name. */
export function CurrencySelect(props: {
  readonly label: string;
  readonly value: string;
  readonly error?: string | undefined;
  readonly onChange: (currency: string) => void;
}) {
  const { label, value, error, onChange } = props;
  const habits = useHabits();
  const data = useMemo(() => {
    const names = new Intl.DisplayNames(habits, { type: "currency" });
    return Intl.supportedValuesOf("currency").map((code) => ({ value: code, label: `${code} – ${names.of(code)}` }));
  }, [habits]);
  return (
    <Select
      label={label}
      searchable
      data={data}
      value={value === "" ? null : value}
      error={error}
      limit={50}
      required
      onChange={(chosen) => onChange(chosen ?? "")}
    />
  );
}
