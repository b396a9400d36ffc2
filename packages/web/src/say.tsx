import { type First, type Language, loadFirst, loadPhrases, type Spoken } from "@plumbline/phrases";
import { createContext, type ReactNode, use, useEffect, useState } from "react";
import { whenCalm } from "./calm.ts";
import { language } from "./language.ts";
import { useRemembered } from "./remembered.ts";

type Said = {
  readonly first: First;
  /** What has been fetched by now; nobody has to wait for it. */
  readonly spoken: Spoken | undefined;
  readonly all: () => Promise<Spoken>;
};

const Say = createContext<Said | undefined>(undefined);

function useSaid(): Said {
  const said = use(Say);
  if (!said) throw new Error("There are no phrases outside of <Saying>.");
  return said;
}

/** What the frame and the list of leads say, in the language of whoever looks. */
export function useFirstSay(): First {
  return useSaid().first;
}

/** Everything that can be said; whoever asks waits until it is there. */
export function useSay(): Spoken {
  const { spoken, all } = useSaid();
  return spoken ?? use(all());
}

/** Shows its children once their language is there, and again in another one, without losing what they hold. */
export function Saying({ children }: { readonly children: ReactNode }) {
  const wanted = useRemembered(language);
  const [said, setSaid] = useState<Said>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another language is a reason to load.
  useEffect(() => {
    let isCurrent = true;
    void load(wanted, said === undefined).then((loaded) => {
      if (!isCurrent) return;
      document.documentElement.lang = wanted;
      setSaid(loaded);
    });
    return () => {
      isCurrent = false;
    };
  }, [wanted]);
  return said && <Say value={said}>{children}</Say>;
}

/** At first the frame need not wait for the rest; later nobody should see a screen go blank for another language. */
async function load(wanted: Language, isFirst: boolean): Promise<Said> {
  const first = await loadFirst(wanted);
  let fetched: Promise<Spoken> | undefined;
  const all = () => {
    fetched ??= loadPhrases(wanted).catch((error: unknown) => {
      // The next one who asks tries again.
      fetched = undefined;
      throw error;
    });
    return fetched;
  };
  if (isFirst) void whenCalm(all);
  return { first, spoken: isFirst ? undefined : await all(), all };
}
