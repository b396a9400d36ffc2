import { ActionIcon, Alert, Avatar, Menu, Text, useMantineColorScheme, VisuallyHidden } from "@mantine/core";
import { LANGUAGES, type Language } from "@plumbline/phrases";
import { IconAlertTriangle, IconCheck, IconLogout, IconSettings } from "@tabler/icons-react";
import { type UseMutationResult, useMutation, useQueryClient } from "@tanstack/react-query";
import { client } from "../api.ts";
import { LANGUAGE_NAMES, language, speak } from "../language.ts";
import { useRemembered } from "../remembered.ts";
import { useFirstSay } from "../say.tsx";
import { LinkItem } from "../ui/links.tsx";
import { troubleSaid } from "../ui/trouble.ts";
import { askMe, signOut, useMe } from "./session.ts";

/** Who is here, where, and how they like it: workspace, language, colours, leaving. */
export function Person() {
  const { shell } = useFirstSay().screens;
  const { user, workspace, workspaces } = useMe();
  const now = useRemembered(language);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: (body: { readonly language?: Language; readonly scheme?: "light" | "dark" | null }) =>
      client.people.updateMe({ body }),
    onSuccess: (me) => queries.setQueryData(askMe().queryKey, me),
  });
  const speaking = useMutation({
    networkMode: "always",
    mutationFn: speak,
    onSuccess: (_, chosen) => change.mutate({ language: chosen }),
  });
  // Who changes the workspace or leaves waits for it: that does not happen later, when there is a connection again.
  const move = useMutation({
    networkMode: "always",
    mutationFn: (id: string) => client.people.switch({ body: { workspace: id } }),
    // Nothing that is shown or remembered goes along. What an address says of the former workspace (a lead, a filter)
    // means nothing in this one, or something else.
    onSuccess: () => location.assign(beginningOf(location.pathname)),
  });
  const leave = useMutation({
    networkMode: "always",
    mutationFn: () => signOut(user.id),
    onSuccess: () => {
      queries.clear();
      location.assign("/entrance");
    },
  });
  const schemes = { light: shell.light, dark: shell.dark, auto: shell.asSystem } as const;
  return (
    <>
      <Menu position="bottom-end" width={232}>
        <Menu.Target>
          <ActionIcon variant="transparent" size="lg" radius="xl">
            <Avatar name={user.name} color="plumb" size="sm" radius="xl" alt="" aria-hidden />
            {/* Not an `aria-label`: that would have to hold the initials that are seen. */}
            <VisuallyHidden>{shell.account(user.name)}</VisuallyHidden>
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            <Text size="sm" c="var(--mantine-color-text)" truncate>
              {user.name}
            </Text>
            {user.email}
          </Menu.Label>
          <LinkItem
            to="/settings/{-$part}"
            params={{ part: "me" }}
            leftSection={<IconSettings size={14} aria-hidden />}
          >
            {shell.ownSettings}
          </LinkItem>
          {workspaces.length > 1 && (
            <>
              <Menu.Label>{shell.workspace}</Menu.Label>
              {workspaces.map(({ id, name }) => (
                <Menu.Item key={id} leftSection={<Check is={id === workspace} />} onClick={() => move.mutate(id)}>
                  {name}
                </Menu.Item>
              ))}
            </>
          )}
          <Menu.Label>{shell.language}</Menu.Label>
          {LANGUAGES.map((one) => (
            <Menu.Item
              key={one}
              lang={one}
              leftSection={<Check is={one === now} />}
              onClick={() => speaking.mutate(one)}
            >
              {LANGUAGE_NAMES[one]}
            </Menu.Item>
          ))}
          <Menu.Label>{shell.appearance}</Menu.Label>
          {(["light", "dark", "auto"] as const).map((one) => (
            <Menu.Item
              key={one}
              leftSection={<Check is={one === colorScheme} />}
              onClick={() => {
                setColorScheme(one);
                change.mutate({ scheme: one === "auto" ? null : one });
              }}
            >
              {schemes[one]}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item leftSection={<IconLogout size={14} aria-hidden />} onClick={() => leave.mutate()}>
            {shell.signOut}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Trouble of={change} />
      <Trouble of={speaking} />
      <Trouble of={move} />
      <Trouble of={leave} title={shell.stillSignedIn} />
    </>
  );
}

/** The list that an address is a part of, with nothing chosen. */
function beginningOf(pathname: string): string {
  const [, first = ""] = pathname.split("/");
  return `/${first}`;
}

/** What could not be done; the menu where it was asked for has closed by then. */
function Trouble(props: { readonly of: Pick<UseMutationResult, "error" | "reset">; readonly title?: string }) {
  const { of, title } = props;
  const { shell } = useFirstSay().screens;
  if (!of.error) return null;
  return (
    <div className="person-trouble">
      <Alert
        variant="light"
        color="red"
        title={title}
        icon={<IconAlertTriangle aria-hidden />}
        role="alert"
        withCloseButton
        closeButtonLabel={shell.close}
        onClose={of.reset}
      >
        {troubleSaid(of.error, shell, navigator.onLine)}
      </Alert>
    </div>
  );
}

function Check({ is }: { readonly is: boolean }) {
  return is ? <IconCheck size={14} aria-hidden /> : <span className="no-check" />;
}
