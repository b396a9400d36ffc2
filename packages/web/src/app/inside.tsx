import { useMantineColorScheme } from "@mantine/core";
import { ApiError } from "@plumbline/api";
import { IconUserQuestion } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Outlet, useRouter } from "@tanstack/react-router";
import { Suspense, useEffect } from "react";
import type { Answered } from "../api.ts";
import { speak } from "../language.ts";
import { useFirstSay } from "../say.tsx";
import { Failed, Loading, Notice } from "../ui/states.tsx";
import { Frame } from "./frame.tsx";
import { askMe } from "./session.ts";

/** Everything behind the entrance; whoever is not signed in is sent there, and back here afterwards. */
export function Inside() {
  const { shell } = useFirstSay().screens;
  const me = useQuery(askMe());
  usePreferences(me.data?.user);
  if (me.error instanceof ApiError && me.error.problem.status === 401) return <ToEntrance />;
  if (me.isError && !me.data) return <Failed error={me.error} reset={() => void me.refetch()} />;
  if (!me.data) return <Loading />;
  return (
    <Frame>
      {me.data.workspace === null ? (
        <Notice icon={<IconUserQuestion />} title={shell.nowhere} hint={shell.nowhereHint} />
      ) : (
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      )}
    </Frame>
  );
}

/** Goes to the entrance once, however often it is rendered until that is there. */
function ToEntrance() {
  const router = useRouter();
  useEffect(() => {
    void router.navigate({ to: "/entrance", search: { next: router.latestLocation.href }, replace: true });
  }, [router]);
  return <Loading />;
}

/** How a person likes it goes with her from browser to browser; a language that was never chosen is the browser's. */
function usePreferences(user: Answered<"people", "me">["user"] | undefined): void {
  const { setColorScheme } = useMantineColorScheme();
  const { language: chosen, scheme } = user ?? {};
  useEffect(() => {
    if (chosen) speak(chosen).catch(() => undefined);
  }, [chosen]);
  useEffect(() => {
    if (scheme !== undefined) setColorScheme(scheme ?? "auto");
  }, [scheme, setColorScheme]);
}
