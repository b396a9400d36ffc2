import { Select } from "@mantine/core";
import { useSay } from "../say.tsx";
import { useBuilding } from "./building.ts";

/** One of the model's signals. */
export function SignalChoice(props: {
  readonly label: string;
  readonly value: string;
  readonly onSignal: (name: string) => void;
}) {
  const { label, value, onSignal } = props;
  const { condition: say } = useSay().screens;
  const { model, names, canEdit } = useBuilding();
  const known = Object.keys(model.signals ?? {});
  const all = known.includes(value) || value === "" ? known : [value, ...known];
  return (
    <Select
      size="xs"
      miw={240}
      flex={1}
      label={label}
      searchable
      allowDeselect={false}
      value={value === "" ? null : value}
      disabled={!canEdit}
      nothingFoundMessage={say.nothingOffered}
      data={all.map((name) => ({ value: name, label: names.signal(name) }))}
      onChange={(next) => next !== null && onSignal(next)}
    />
  );
}
