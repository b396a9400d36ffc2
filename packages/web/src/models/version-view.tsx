import { Code, SegmentedControl, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ask } from "../api.ts";
import { ModelSentences } from "../presets/model-sentences.tsx";
import { Shape } from "../presets/shape.tsx";
import { useSay } from "../say.tsx";
import { Asked } from "../ui/states.tsx";
import { Part } from "./part.tsx";

/** A version, as sentences or as the text that it came as. */
export function VersionView({ name, number }: { readonly name: string; readonly number: number }) {
  const { models: say } = useSay().screens;
  const [view, setView] = useState<"sentences" | "text">("sentences");
  const query = useQuery({
    ...ask("models", "version", { params: { name, number } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Part
      title={say.version(number)}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={say.version(number)}
          value={view}
          onChange={(next) => setView(next as "sentences" | "text")}
          data={[
            { value: "sentences", label: say.versions.asSentences },
            { value: "text", label: say.versions.asText },
          ]}
        />
      }
    >
      <Asked query={query}>
        {({ text, body }) =>
          view === "text" ? (
            <Code block className="models-text" tabIndex={0} role="region" aria-label={say.versions.asText}>
              {text}
            </Code>
          ) : (
            <Stack>
              <Shape body={body} />
              <ModelSentences body={body} />
            </Stack>
          )
        }
      </Asked>
    </Part>
  );
}
