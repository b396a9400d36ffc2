import { Button, Center, Stack, Text } from "@mantine/core";
import { type First, type Language, loadFirst, loadPhrases, type Spoken, WITHOUT_PHRASES } from "@plumbline/phrases";
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
  const [attempt, setAttempt] = useState(0);
  const [failed, setFailed] = useState<number>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another language, or another try, is a reason to load.
  useEffect(() => {
    let isCurrent = true;
    const take = (loaded: Said) => {
      document.documentElement.lang = wanted;
      setSaid(loaded);
    };
    load(wanted, said === undefined).then(
      (loaded) => isCurrent && take(loaded),
      () => isCurrent && setFailed(attempt),
    );
    return () => {
      isCurrent = false;
    };
  }, [wanted, attempt]);
  if (said) return <Say value={said}>{children}</Say>;
  return failed === attempt && <Wordless language={wanted} onRetry={() => setAttempt(attempt + 1)} />;
}

/** Before anything could be said: that it failed, and a way out. */
function Wordless(props: { readonly language: Language; readonly onRetry: () => void }) {
  const { failed, retry } = WITHOUT_PHRASES[props.language];
  return (
    <Center mih="100vh" p="md">
      <Stack align="center" gap="sm" role="alert" lang={props.language}>
        <Text fw={600}>{failed}</Text>
        <Button onClick={props.onRetry}>{retry}</Button>
      </Stack>
    </Center>
  );
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
