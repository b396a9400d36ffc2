import { Modal, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ask } from "../api.ts";
import { useSay } from "../say.tsx";
import { LinkButton } from "../ui/links.tsx";
import { Asked, Empty } from "../ui/states.tsx";
import type { ListedModel } from "./model.ts";

/** A form about one of the lead models that fit, the workspace's own first; if there is none, the way to make one. */
export function AboutModels(props: {
  readonly title: string;
  readonly size: "lg" | "xl";
  readonly fits: (model: ListedModel) => boolean;
  readonly onClose: () => void;
  readonly children: (models: readonly ListedModel[], first: ListedModel) => ReactNode;
}) {
  const { title, size, fits, onClose, children } = props;
  const { insights: say, shell } = useSay().screens;
  const query = useQuery(ask("models", "list"));
  return (
    <Modal opened onClose={onClose} title={title} size={size} closeButtonProps={{ "aria-label": shell.close }}>
      <Asked query={query}>
        {({ items }) => {
          const fitting = items.filter((model) => model.of === "lead" && fits(model));
          const first = fitting.find(({ isDefault }) => isDefault) ?? fitting[0];
          if (first)
            return (
              <>
                {children(fitting, first)}
                {items.some((model) => model.of === "account") && (
                  <Text size="xs" c="dimmed" mt="md">
                    {say.ofLeadsOnly}
                  </Text>
                )}
              </>
            );
          return (
            <Empty title={say.noModels} hint={say.noModelsHint}>
              <LinkButton to="/models">{say.toModels}</LinkButton>
            </Empty>
          );
        }}
      </Asked>
    </Modal>
  );
}

/** Whether there is anything of a model that could be held against the past. */
export const isWritten = ({ versions, draftAt }: ListedModel): boolean => versions > 0 || draftAt !== null;
