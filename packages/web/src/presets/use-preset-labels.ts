import { useSay } from "../say.tsx";

type Preset = { readonly name: string; readonly label: string | null; readonly note: string | null };

/** What a preset is called in the reader's language; one that is newer than these screens speaks for itself. */
export function usePresetLabels() {
  const { all } = useSay().screens.presets;
  return ({ name, label, note }: Preset) =>
    Object.hasOwn(all, name) ? all[name as keyof typeof all] : { label: label ?? name, note: note ?? "" };
}
