import { Button, Group, Stack, Text } from "@mantine/core";
import { ApiError } from "@plumbline/api";
import { type Problem as ModelProblem, type Spoken, sayProblem } from "@plumbline/phrases";
import { IconPencil, IconTrash } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Answered, ask, client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { ModelSentences } from "../presets/model-sentences.tsx";
import { Shape } from "../presets/shape.tsx";
import { useSay } from "../say.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { useTimes } from "../ui/figures.tsx";
import { LinkButton } from "../ui/links.tsx";
import { ProblemList } from "../ui/problem-list.tsx";
import { Asked, Empty, Failed, Rows } from "../ui/states.tsx";
import { Changes } from "./changes.tsx";
import type { WholeModel } from "./model.ts";
import { Part } from "./part.tsx";
import { Preview } from "./preview.tsx";
import { Publish } from "./publish.tsx";
import { SignOffs } from "./sign-offs.tsx";
import { usePreview } from "./use-preview.ts";
import { type TaggedDraft, useTaggedDraft } from "./use-tagged-draft.ts";

/** The draft of a model: what is wrong with it, what it changes, what it would do, and the way to being live. */
export function DraftTab({ model }: { readonly model: WholeModel }) {
  const { models: say } = useSay().screens;
  const { can } = useMe();
  const { name } = model;
  const draft = useTaggedDraft(name);
  if (draft.error instanceof ApiError && draft.error.problem.status === 404)
    return (
      <Empty title={say.draftTab.none} hint={say.draftTab.noneHint}>
        {can("draft") && (
          <LinkButton to="/models/$name/edit" params={{ name }} variant="light">
            {say.edit}
          </LinkButton>
        )}
      </Empty>
    );
  if (draft.isError) return <Failed error={draft.error} reset={() => void draft.refetch()} />;
  if (!draft.data) return <Rows />;
  return <Drafted model={model} draft={draft.data} />;
}

function Drafted({ model, draft }: { readonly model: WholeModel; readonly draft: TaggedDraft }) {
  const { can } = useMe();
  const preview = usePreview(model.name);
  const isSound = draft.problems.length === 0 && draft.hash !== null;
  return (
    <Stack gap="xl">
      <Head name={model.name} draft={draft} />
      {!isSound && <Problems problems={draft.problems} />}
      {isSound && (
        <>
          <DraftChanges model={model} draft={draft} />
          {can("draft") && <Preview model={model} draft={draft} preview={preview} />}
          <SignOffs name={model.name} hash={draft.hash} signOffs={draft.signOffs} />
          <Publish model={model} draft={draft} preview={preview} />
        </>
      )}
    </Stack>
  );
}

function Head({ name, draft }: { readonly name: string; readonly draft: TaggedDraft }) {
  const { models: say } = useSay().screens;
  const { can } = useMe();
  const { ago } = useTimes();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  return (
    <Group justify="space-between">
      <Text size="sm" c="dimmed">
        {say.draftTab.savedAt(ago(draft.at))}
      </Text>
      {can("draft") && (
        <Group gap="xs">
          <LinkButton
            to="/models/$name/edit"
            params={{ name }}
            size="xs"
            variant="default"
            leftSection={<IconPencil size={14} aria-hidden />}
          >
            {say.draftTab.edit}
          </LinkButton>
          <Button
            size="xs"
            variant="subtle"
            color="red"
            leftSection={<IconTrash size={14} aria-hidden />}
            onClick={() => setAsking(true)}
          >
            {say.draftTab.discard}
          </Button>
        </Group>
      )}
      {isAsking && (
        <Confirm
          title={say.draftTab.discardTitle}
          hint={say.draftTab.discardHint}
          act={say.draftTab.discard}
          onConfirm={async () => {
            await client.models.dropDraft({ params: { name } }, { ...(draft.tag && { ifMatch: draft.tag }) });
            await queries.invalidateQueries({ queryKey: ["models"] });
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </Group>
  );
}

type Placed = Answered<"models", "draft">["problems"][number];

function Problems({ problems }: { readonly problems: readonly Placed[] }) {
  const say = useSay();
  const { draftTab } = say.screens.models;
  const listed = problems.map((one) => {
    const words = problemWords(say, one);
    const said = (
      <>
        <Text span inherit c="dimmed">
          {draftTab.at(one.line)}
        </Text>{" "}
        {words}
      </>
    );
    return { key: `${one.line} ${one.column} ${words}`, said };
  });
  return <ProblemList problems={listed} />;
}

function problemWords(say: Spoken, { problem }: Placed): string {
  const { syntax } = say;
  const what = "what" in problem ? String(problem["what"]) : problem.code;
  // The code of a problem that the server tells is one of those that there are words for.
  if (problem.code === "syntax" || Object.hasOwn(syntax, problem.code))
    return syntax[what as keyof typeof syntax]?.() ?? syntax.other();
  return sayProblem(say, problem as ModelProblem);
}

function DraftChanges({ model, draft }: { readonly model: WholeModel; readonly draft: TaggedDraft }) {
  const { draftTab } = useSay().screens.models;
  const read = useQuery({
    ...ask("models", "validate", { body: draft.text }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Part title={draftTab.changes} hint={model.live === null ? draftTab.first : undefined}>
      <Asked query={read} waiting={<Rows count={3} />}>
        {({ body }) =>
          model.live === null ? (
            body && (
              <Stack>
                {body.note && <Text size="sm">{body.note}</Text>}
                <Shape body={body} />
                <ModelSentences body={body} />
              </Stack>
            )
          ) : (
            <Changes
              name={model.name}
              from={model.live}
              to="draft"
              toBody={body}
              tag={draft.tag}
              none={draftTab.same}
            />
          )
        }
      </Asked>
    </Part>
  );
}
