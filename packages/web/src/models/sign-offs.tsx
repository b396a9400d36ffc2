import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { ApiError } from "@plumbline/api";
import { IconCircleCheck, IconCircleDashed } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type Answered, client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { useDraft } from "../ui/draft.ts";
import { useTimes } from "../ui/figures.tsx";
import { Problem } from "../ui/states.tsx";
import { useAuthor } from "../ui/use-author.ts";
import { Part } from "./part.tsx";
import { maySign, SIDES, type Side } from "./sides.ts";

type SignOff = Answered<"reviews", "signOffs">["items"][number];

/** Who has signed a meaning of a model, and, where one may, the pen. */
export function SignOffs(props: {
  readonly name: string;
  readonly hash: string | null;
  readonly signOffs: readonly SignOff[];
  readonly review?: string;
}) {
  const { name, hash, signOffs, review } = props;
  const { sign: say } = useSay().screens.models;
  return (
    <Part title={say.title} hint={hash === null ? say.noHash : say.hint}>
      <Stack gap="sm">
        {SIDES.map((side) => (
          <SideSigns
            key={side}
            side={side}
            name={name}
            hash={hash}
            signed={signOffs.find(({ role }) => role === side)}
            review={review}
          />
        ))}
      </Stack>
    </Part>
  );
}

function SideSigns(props: {
  readonly side: Side;
  readonly name: string;
  readonly hash: string | null;
  readonly signed: SignOff | undefined;
  readonly review: string | undefined;
}) {
  const { side, name, hash, signed, review } = props;
  const { models: say } = useSay().screens;
  const { role } = useMe();
  const author = useAuthor();
  const { instant } = useTimes();
  return (
    <Group gap="sm" align="flex-start">
      {signed ? (
        <IconCircleCheck size={20} color="var(--mantine-color-teal-7)" aria-hidden />
      ) : (
        <IconCircleDashed size={20} aria-hidden />
      )}
      <Stack gap={4} flex={1}>
        <Text size="sm">
          <Text span inherit fw={600}>
            {say.sides[side]}
          </Text>{" "}
          <Text span inherit c="dimmed">
            {signed ? say.sign.signedBy(author(signed.by), instant(signed.at)) : say.sign.open}
          </Text>
        </Text>
        {signed?.note && <Text size="sm">{signed.note}</Text>}
        {!signed && hash !== null && maySign(role, side) && <Pen side={side} name={name} hash={hash} review={review} />}
      </Stack>
    </Group>
  );
}

function Pen(props: {
  readonly side: Side;
  readonly name: string;
  readonly hash: string;
  readonly review: string | undefined;
}) {
  const { side, name, hash, review } = props;
  const { sign: say, publish } = useSay().screens.models;
  const queries = useQueryClient();
  const draft = useDraft(`sign-off.${name}.${side}.${review ?? hash}`, "");
  const signing = useMutation({
    mutationFn: (written: string) => {
      const note = written.trim();
      const about = { role: side, hash, ...(note !== "" && { note }) };
      return client.reviews.sign({ params: { name }, body: { ...about, ...(review !== undefined && { review }) } });
    },
    onSuccess: async (_, written) => {
      draft.sent(written);
      await queries.invalidateQueries({ queryKey: ["models"] });
      await queries.invalidateQueries({ queryKey: ["reviews"] });
    },
  });
  const isOutdated = signing.error instanceof ApiError && signing.error.is("sign-off-outdated");
  return (
    <>
      <Group gap="xs">
        <TextInput
          size="xs"
          aria-label={say.note}
          placeholder={say.note}
          value={draft.value}
          maxLength={2000}
          w={{ base: "100%", xs: 280 }}
          onChange={({ currentTarget }) => draft.set(currentTarget.value)}
        />
        <Button size="xs" variant="light" loading={signing.isPending} onClick={() => signing.mutate(draft.value)}>
          {say.acts[side]}
        </Button>
      </Group>
      {isOutdated ? (
        <Text size="sm" c="red.8" role="alert">
          {publish.outdated}
        </Text>
      ) : (
        <Problem error={signing.error} />
      )}
    </>
  );
}
