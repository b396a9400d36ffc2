import { ActionIcon, Badge, Button, Group, Select, Stack, Table, Text, Tooltip } from "@mantine/core";
import { ROLES } from "@plumbline/api";
import { IconKey, IconMailPlus, IconShieldCheck, IconShieldOff, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Answered, ask, client } from "../api.ts";
import { askMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { useTimes } from "../ui/figures.tsx";
import { Asked, Problem } from "../ui/states.tsx";
import { Invite } from "./invite.tsx";
import { ResetPassword } from "./reset-password.tsx";
import { RoleMatrix } from "./role-matrix.tsx";
import { PartHead, Section } from "./section.tsx";

type People = Answered<"people", "list">;
type Member = People["members"][number];
type Invitation = People["invitations"][number];

/** Who may use the workspace, as what, and who is invited. */
export function PeoplePart() {
  const { settings } = useSay().screens;
  const say = settings.people;
  const people = useQuery(ask("people", "list"));
  const [isInviting, setIsInviting] = useState(false);
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <PartHead title={settings.parts.people} about={say.about} />
        <Button leftSection={<IconMailPlus size={17} aria-hidden />} onClick={() => setIsInviting(true)}>
          {say.invite}
        </Button>
      </Group>
      <Asked query={people}>
        {({ members, invitations }) => (
          <>
            <Section title={say.members}>
              <Members members={members} />
            </Section>
            <Section title={say.open}>
              {invitations.length === 0 ? (
                <Text size="sm" c="dimmed">
                  {say.noOpen}
                </Text>
              ) : (
                <Invitations invitations={invitations} />
              )}
            </Section>
          </>
        )}
      </Asked>
      <Section title={say.matrix}>
        <RoleMatrix />
      </Section>
      {isInviting && <Invite onClose={() => setIsInviting(false)} />}
    </Stack>
  );
}

function Members({ members }: { readonly members: readonly Member[] }) {
  const { settings, shell } = useSay().screens;
  const say = settings.people;
  const queries = useQueryClient();
  const { instant } = useTimes();
  const [leaving, setLeaving] = useState<Member>();
  const [resetting, setResetting] = useState<Member>();
  const [unguarding, setUnguarding] = useState<Member>();
  const refresh = async () => {
    await queries.invalidateQueries({ queryKey: ["people"] });
  };
  const change = useMutation({
    mutationFn: ({ id, role }: Pick<Member, "id" | "role">) =>
      client.people.changeRole({ params: { id }, body: { role } }),
    onSuccess: refresh,
  });
  return (
    <>
      <Problem error={change.error} />
      <Table.ScrollContainer minWidth={300}>
        <Table verticalSpacing="xs" aria-label={say.members}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{settings.me.name}</Table.Th>
              <Table.Th>{say.role}</Table.Th>
              <Table.Th visibleFrom="sm">{say.since}</Table.Th>
              <Table.Td />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {members.map((member) => (
              <Table.Tr key={member.id}>
                <Table.Td>
                  <Who member={member} />
                </Table.Td>
                <Table.Td>
                  <Select
                    size="xs"
                    w={160}
                    aria-label={say.roleOf(member.name)}
                    data={ROLES.map((role) => ({ value: role, label: settings.roles[role] }))}
                    value={member.role}
                    onChange={(role) => role && change.mutate({ id: member.id, role })}
                    disabled={change.isPending}
                    allowDeselect={false}
                  />
                </Table.Td>
                <Table.Td visibleFrom="sm">
                  <Text size="sm">{instant(member.since)}</Text>
                </Table.Td>
                <Table.Td>
                  <Group gap={4} wrap="nowrap" justify="flex-end">
                    {member.twoFactor && !member.isMe && (
                      <ActionIcon
                        variant="subtle"
                        color="gray"
                        aria-label={say.unguardOf(member.name)}
                        title={say.unguardOf(member.name)}
                        onClick={() => setUnguarding(member)}
                      >
                        <IconShieldOff size={17} aria-hidden />
                      </ActionIcon>
                    )}
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={say.resetOf(member.name)}
                      title={say.resetOf(member.name)}
                      onClick={() => setResetting(member)}
                    >
                      <IconKey size={17} aria-hidden />
                    </ActionIcon>
                    <ActionIcon
                      variant="subtle"
                      color="red"
                      aria-label={say.removeOf(member.name)}
                      title={say.removeOf(member.name)}
                      onClick={() => setLeaving(member)}
                    >
                      <IconTrash size={17} aria-hidden />
                    </ActionIcon>
                  </Group>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {resetting && <ResetPassword member={resetting} onClose={() => setResetting(undefined)} />}
      {unguarding && (
        <Confirm
          title={say.unguardOf(unguarding.name)}
          hint={say.unguardHint(unguarding.name)}
          act={say.unguardAct}
          onConfirm={async () => {
            await client.people.dropSecondFactor({ params: { id: unguarding.id } });
            await refresh();
          }}
          onClose={() => setUnguarding(undefined)}
        />
      )}
      {leaving && (
        <Confirm
          title={say.removeOf(leaving.name)}
          hint={say.removeHint(leaving.name)}
          act={shell.remove}
          onConfirm={async () => {
            await client.people.remove({ params: { id: leaving.id } });
            if (leaving.isMe) await queries.invalidateQueries({ queryKey: askMe().queryKey });
            else await refresh();
          }}
          onClose={() => setLeaving(undefined)}
        />
      )}
    </>
  );
}

function Who({ member }: { readonly member: Member }) {
  const { people: say } = useSay().screens.settings;
  return (
    <>
      <Group gap={6} wrap="nowrap">
        <Text size="sm" fw={600}>
          {member.name}
        </Text>
        {member.isMe && (
          <Badge size="sm" variant="light" tt="none" miw="max-content">
            {say.you}
          </Badge>
        )}
        {member.twoFactor && (
          <Tooltip label={say.second}>
            <IconShieldCheck size={16} role="img" aria-label={say.second} />
          </Tooltip>
        )}
      </Group>
      <Text size="xs" c="dimmed">
        {member.email}
      </Text>
    </>
  );
}

function Invitations({ invitations }: { readonly invitations: readonly Invitation[] }) {
  const { settings } = useSay().screens;
  const say = settings.people;
  const queries = useQueryClient();
  const { instant } = useTimes();
  const [ending, setEnding] = useState<Invitation>();
  return (
    <>
      {invitations.map((invitation) => (
        <Group key={invitation.id} justify="space-between">
          <div>
            <Text size="sm">{invitation.email}</Text>
            <Text size="xs" c="dimmed">
              {settings.roles[invitation.role]} · {say.expires} {instant(invitation.expiresAt)}
            </Text>
          </div>
          <Button
            variant="subtle"
            color="red"
            size="compact-sm"
            aria-label={say.withdrawOf(invitation.email)}
            onClick={() => setEnding(invitation)}
          >
            {say.withdraw}
          </Button>
        </Group>
      ))}
      {ending && (
        <Confirm
          title={say.withdrawOf(ending.email)}
          hint={say.withdrawHint(ending.email)}
          act={say.withdraw}
          onConfirm={async () => {
            await client.people.withdraw({ params: { id: ending.id } });
            await queries.invalidateQueries({ queryKey: ["people", "list"] });
          }}
          onClose={() => setEnding(undefined)}
        />
      )}
    </>
  );
}
