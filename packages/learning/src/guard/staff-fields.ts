/**
 * Words of names of fields that people of the team fill in, often because they know how it ended, in the languages of
 * the product.
 */
const STAFF_WORDS = new Set([
  ...["owner", "assignee", "assigned", "rep", "stage", "pipeline", "lifecycle", "disposition", "forecast"],
  ...["lost", "loss", "won", "closed", "closedate", "deal", "opportunity", "disqualified", "unqualified"],
  ...["负责人", "負責人", "销售阶段", "銷售階段", "阶段", "階段", "丢单原因", "失單原因", "商机", "商機"],
  ...["ответственный", "менеджер", "владелец", "этап", "стадия", "сделка", "причина"],
]);

/** Whether a trait's name says that staff sets it: `owner`, `dealStage`, `Loss Reason`, but not `homeowner`. */
export function isStaffField(name: string): boolean {
  const words = name
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}]+/u);
  return words.some((word) => STAFF_WORDS.has(word));
}
