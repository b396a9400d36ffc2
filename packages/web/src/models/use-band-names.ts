import { useSay } from "../say.tsx";
import { useLiveModel } from "../ui/use-model.ts";

/** What bands are called, also those that only the draft has. */
export function useBandNames(name: string): (band: string | null) => string {
  const { overview } = useSay().screens.models;
  const live = useLiveModel(name);
  return (band) => (band === null ? overview.noBand : (live?.names.band(band) ?? band));
}
