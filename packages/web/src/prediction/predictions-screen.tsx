import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { ask } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { Screen } from "../ui/screen.tsx";
import { Asked, Empty } from "../ui/states.tsx";
import { PredictionForm } from "./prediction-form.tsx";
import { PredictionList } from "./prediction-list.tsx";
import { PredictionScreen } from "./prediction-screen.tsx";

const route = getRouteApi("/inside/predictions");

/** What is predicted of leads, and one of these in whole. */
export function PredictionsScreen() {
  const { name } = route.useSearch();
  return name === undefined ? <Predictions /> : <PredictionScreen key={name} name={name} />;
}

function Predictions() {
  const { prediction: say } = useSay().screens;
  const { can } = useMe();
  const [isMaking, setMaking] = useState(false);
  const navigate = useNavigate({ from: "/predictions" });
  const query = useQuery(ask("predictions", "list"));
  const make = can("models") && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setMaking(true)}>
      {say.create}
    </Button>
  );
  return (
    <Screen title={say.title} about={say.about} actions={query.data && query.data.items.length > 0 && make}>
      <Asked query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={say.none} hint={can("models") ? say.noneHint : say.mayNot}>
              {make}
            </Empty>
          ) : (
            <PredictionList predictions={items} />
          )
        }
      </Asked>
      {isMaking && (
        <PredictionForm
          taken={query.data?.items.map(({ name }) => name) ?? []}
          onClose={() => setMaking(false)}
          onMade={(name) => void navigate({ search: { name } })}
        />
      )}
    </Screen>
  );
}
