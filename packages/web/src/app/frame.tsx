import { AppShell, Box, Burger, Group, Text } from "@mantine/core";
import { useDisclosure, useNetwork } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useLocation, useRouterState } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import { useFirstSay } from "../say.tsx";
import { Mark } from "../ui/mark.tsx";
import { useKeptFocus } from "./keep-focus.ts";
import { Menu } from "./menu.tsx";
import { Person } from "./person.tsx";
import { useMe } from "./session.ts";

const CONTENT = "content";

/** What had the keyboard may be gone with its screen: the next one has it then, and not the top of the page. */
function useFocusAfter(pathname: string | undefined): void {
  const former = useRef(pathname);
  useEffect(() => {
    // Whoever opens the application begins at its top.
    const isFirst = former.current === undefined;
    if (former.current === pathname) return;
    former.current = pathname;
    if (isFirst) return;
    if (document.activeElement === document.body) document.getElementById(CONTENT)?.focus({ preventScroll: true });
  }, [pathname]);
}

/** What was asked while only a part of a sample was there is asked again when all of it is. */
function useAllOfSample(isLoading: boolean): void {
  const queries = useQueryClient();
  const former = useRef(isLoading);
  useEffect(() => {
    if (former.current && !isLoading) void queries.invalidateQueries();
    former.current = isLoading;
  }, [isLoading, queries]);
}

function Status({ children }: { readonly children: string }) {
  return (
    <Box role="status" bg="var(--mantine-color-yellow-light)" p="xs" mb="md" bdrs="md">
      <Text size="sm">{children}</Text>
    </Box>
  );
}

/** What stands around every screen: the menu, who is here, and whether there is a connection. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const { shell } = useFirstSay().screens;
  const [isOpen, { toggle, close }] = useDisclosure();
  const { online } = useNetwork();
  const { isLoading } = useMe();
  useAllOfSample(isLoading);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another screen closes the menu on a phone.
  useEffect(close, [pathname]);
  useFocusAfter(useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname }));
  useKeptFocus(CONTENT);
  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 216, breakpoint: "sm", collapsed: { mobile: !isOpen } }}
      padding={{ base: "sm", sm: "lg" }}
    >
      <a className="skip" href={`#${CONTENT}`}>
        {shell.skip}
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger opened={isOpen} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={shell.menu} />
            <Box component={Link} to="/leads" c="inherit" td="none">
              <Mark />
            </Box>
          </Group>
          <Person />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" component="nav" aria-label={shell.menu}>
        <div className="menu">
          <Menu />
        </div>
      </AppShell.Navbar>
      <AppShell.Main id={CONTENT} tabIndex={-1}>
        {!online && <Status>{shell.offline}</Status>}
        {isLoading && <Status>{shell.sampleLoading}</Status>}
        {children}
      </AppShell.Main>
    </AppShell>
  );
}
