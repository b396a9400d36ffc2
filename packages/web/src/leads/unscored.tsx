import { ApiError } from "@plumbline/api";
import { useFirstSay } from "../say.tsx";
import { LinkButton } from "../ui/links.tsx";
import { Empty } from "../ui/states.tsx";

/** Whether leads cannot be ranked because no model is live, and not because `model`, which was asked for, is not. */
export function isUnscored(error: unknown, model: string | undefined): error is ApiError {
  return error instanceof ApiError && error.is("model-not-live") && model === undefined;
}

/** No list of leads, and the way to the models by which there will be one. */
export function Unscored({ error }: { readonly error: ApiError }) {
  const { leads: say, shell } = useFirstSay().screens;
  return (
    <Empty title={say.empty} hint={error.message}>
      <LinkButton to="/models">{shell.titles.models}</LinkButton>
    </Empty>
  );
}
