import { Select } from "@mantine/core";
import { useFirstSay } from "../say.tsx";
import { useLiveModels } from "../ui/use-model.ts";

/** By which model leads are ranked, where there is a choice. */
export function ModelPick(props: { readonly model: string | undefined; readonly onModel: (model: string) => void }) {
  const { leads: say } = useFirstSay().screens;
  const models = useLiveModels() ?? [];
  if (models.length < 2) return null;
  return (
    <Select
      size="xs"
      aria-label={say.filter.model}
      data={models.map(({ name }) => name)}
      value={props.model ?? null}
      allowDeselect={false}
      onChange={(model) => model !== null && props.onModel(model)}
    />
  );
}
