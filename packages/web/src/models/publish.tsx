import { Alert, Button, Group, Radio, Stack, Text, Textarea } from "@mantine/core";
import { ApiError } from "@plumbline/api";
import { IconSignature } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { ask, client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { useDraft } from "../ui/draft.ts";
import { Problem } from "../ui/states.tsx";
import { ConfirmPublish } from "./confirm-publish.tsx";
import type { WholeModel } from "./model.ts";
import { Part } from "./part.tsx";
import { missingSides } from "./sides.ts";
import type { PreviewControl } from "./use-preview.ts";
import type { TaggedDraft } from "./use-tagged-draft.ts";

type Telling = "silent" | "announce";

/** The last step: a note, whether it is announced, and the button, which asks once more with who moves. */
export function Publish(props: {
  readonly model: WholeModel;
  readonly draft: TaggedDraft;
  readonly preview: PreviewControl;
}) {
  const { model, draft, preview } = props;
  const { models: say } = useSay().screens;
  const { publish } = say;
  const { can } = useMe();
  const queries = useQueryClient();
  const navigate = useNavigate({ from: "/models/$name" });
  const note = useDraft(`publish.${model.name}`, "");
  const [telling, setTelling] = useState<Telling>("silent");
  const [isAsking, setAsking] = useState(false);
  const workspace = useQuery(ask("workspace", "get"));
  const missing = workspace.data?.signOff === "both" ? missingSides(draft.signOffs) : [];
  const publishing = useMutation({
    mutationFn: () =>
      client.models.publish(
        {
          params: { name: model.name },
          body: { announce: telling === "announce", ...(note.value.trim() !== "" && { note: note.value.trim() }) },
        },
        { ...(draft.tag && { ifMatch: draft.tag }) },
      ),
    onSuccess: async () => {
      note.drop();
      await navigate({ search: { tab: "overview" } });
      await queries.invalidateQueries({ queryKey: ["models"] });
    },
  });
  if (!can("models"))
    return (
      <Text size="sm" c="dimmed">
        {publish.mayNot}
      </Text>
    );
  return (
    <Part title={publish.title} hint={publish.hint}>
      <Stack maw={640}>
        <Textarea
          label={publish.note}
          description={publish.noteHint}
          value={note.value}
          maxLength={2000}
          autosize
          minRows={2}
          onChange={({ currentTarget }) => note.set(currentTarget.value)}
        />
        <Radio.Group label={publish.telling} value={telling} onChange={(next) => setTelling(next as Telling)}>
          <Stack gap="xs" mt="xs">
            {(["silent", "announce"] as const).map((one) => (
              <Radio key={one} value={one} label={publish[one]} description={publish.tellings[one]} />
            ))}
          </Stack>
        </Radio.Group>
        {missing.length > 0 && (
          <Alert color="orange" variant="light" icon={<IconSignature />}>
            {publish.missing(missing.map((side) => say.sides[side]))}
          </Alert>
        )}
        <Refused error={publishing.error} />
        <Group>
          <Button disabled={missing.length > 0} onClick={() => setAsking(true)}>
            {publish.act}
          </Button>
        </Group>
      </Stack>
      {isAsking && (
        <ConfirmPublish
          model={model}
          text={draft.text}
          preview={preview}
          isTold={telling === "announce"}
          // What is refused is said beside the button, with what can be done about it.
          onConfirm={() => publishing.mutateAsync().catch(() => undefined)}
          onClose={() => setAsking(false)}
        />
      )}
    </Part>
  );
}

function Refused({ error }: { readonly error: unknown }) {
  const { models: say } = useSay().screens;
  if (error instanceof ApiError && error.is("sign-off-missing"))
    return (
      <Alert color="orange" variant="light" role="alert" icon={<IconSignature />}>
        {say.publish.missing(error.problem.roles.map((side) => say.sides[side]))}
      </Alert>
    );
  if (error instanceof ApiError && error.is("tag-mismatch"))
    return (
      <Alert color="orange" variant="light" role="alert">
        {say.publish.changed}
      </Alert>
    );
  return <Problem error={error} />;
}
