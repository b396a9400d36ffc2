import { Group, Select } from "@mantine/core";
import { useSay } from "../say.tsx";
import { useLiveModel, useLiveModels } from "../ui/use-model.ts";
import type { Workspace } from "./use-workspace.ts";

type Value = Workspace["handOff"];

/** From which band of which model sales takes over. */
export function HandOff({ value, onChange }: { readonly value: Value; readonly onChange: (value: Value) => void }) {
  const { workspace: say } = useSay().screens.settings;
  const models = useLiveModels() ?? [];
  const bands = useLiveModel(value?.model ?? models[0]?.name)?.bands ?? [];
  const model = value?.model ?? models[0]?.name;
  const known = bands.map(({ name, label }) => ({ value: name, label }));
  const isForeign = value !== null && bands.length > 0 && !known.some((band) => band.value === value.band);
  const choices = isForeign ? [...known, { value: value.band, label: value.band }] : known;
  return (
    <Group align="flex-end" grow preventGrowOverflow={false}>
      <Select
        label={say.handOff}
        description={say.handOffHint}
        data={[{ value: "", label: say.highest }, ...choices]}
        value={value?.band ?? ""}
        onChange={(band) => onChange(band && model !== undefined ? { model, band } : null)}
        allowDeselect={false}
      />
      {models.length > 1 && value !== null && (
        <Select
          label={say.model}
          data={models.map(({ name }) => name)}
          value={value.model}
          onChange={(name) => name && onChange({ model: name, band: value.band })}
          allowDeselect={false}
        />
      )}
    </Group>
  );
}
