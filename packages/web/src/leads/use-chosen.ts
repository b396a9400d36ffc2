import { useMemo, useState } from "react";

/** Which leads are chosen, for what is done to several at once. */
export type Chosen = {
  readonly size: number;
  readonly ids: readonly string[];
  /** Everyone that the filter lets through, whoever that is. */
  readonly isEveryone: boolean;
  readonly has: (id: string) => boolean;
  readonly toggle: (id: string | undefined) => void;
  /** Exactly these. */
  readonly all: (ids: readonly string[]) => void;
  readonly everyone: () => void;
};

type State = { readonly ids: ReadonlySet<string>; readonly isEveryone: boolean };

const NOBODY: State = { ids: new Set(), isEveryone: false };

/** Nobody is chosen at first, and again in every other list. */
export function useChosen(list: string): Chosen {
  const [kept, setKept] = useState({ list, ...NOBODY });
  return useMemo(() => {
    const { ids, isEveryone } = kept.list === list ? kept : NOBODY;
    const set = (next: State) => setKept({ list, ...next });
    return {
      size: ids.size,
      ids: [...ids],
      isEveryone,
      has: (id) => isEveryone || ids.has(id),
      toggle: (id) => {
        if (id === undefined) return;
        const next = new Set(ids);
        if (!next.delete(id)) next.add(id);
        set({ ids: next, isEveryone: false });
      },
      all: (next) => set({ ids: new Set(next), isEveryone: false }),
      everyone: () => set({ ids, isEveryone: true }),
    };
  }, [kept, list]);
}
