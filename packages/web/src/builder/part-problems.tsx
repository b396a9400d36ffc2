import { Text } from "@mantine/core";
import { sayProblem } from "@plumbline/phrases";
import type { ModelProblem } from "@plumbline/scoring";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useSay } from "../say.tsx";

/** What is wrong with a part, at the part. */
export function PartProblems({ problems }: { readonly problems: readonly ModelProblem[] }) {
  const say = useSay();
  if (problems.length === 0) return null;
  return (
    <div aria-live="polite" className="builder-problems">
      {problems.map((problem) => (
        <Text key={`${problem.code} ${problem.path.join(".")}`} size="xs" className="builder-problem">
          <IconAlertTriangle size={14} aria-hidden /> {sayProblem(say, problem)}
        </Text>
      ))}
    </div>
  );
}
