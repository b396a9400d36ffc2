import type { Kinds, Problems } from "../en/problems.ts";
import { code, kindIn, type Path, spot } from "../notation.ts";
import { figures } from "./figures.ts";

const { list, number, or, quote, value } = figures;

export const kinds = {
  string: "文本",
  number: "数字",
  int: "整数",
  boolean: "`true` 或 `false`",
  array: "列表",
  tuple: "列表",
  object: "一组键",
  record: "一组键",
  nothing: "空",
  null: "空",
  "a list": "列表",
  "a group of keys": "一组键",
} satisfies Kinds;

const references = {
  signal: "信号",
  dimension: "维度",
  group: "规则组",
  profile: "画像",
  list: "名单",
  rule: "规则",
  band: "级别",
  cell: "单元格",
  market: "市场",
  label: "标签",
  segment: "细分",
  prediction: "预测",
  example: "示例",
};

const at = ({ path }: { readonly path: Path }) => spot(path) ?? "模型";
const known = (keys: readonly string[]) => list(keys.map(code));
const choice = (keys: readonly string[]) => or(keys.map(code));
/** A kind by its word; a value as it stands, apart from the character before it. */
const kind = (said: string) => kindIn(kinds, said) ?? ` ${said}`;

export const problems = {
  "unknown-key": ({ key, suggestion, known: keys }) =>
    `此处没有 ${code(key)} 这个键；${suggestion === null ? `可用的有 ${known(keys)}。` : `是否指 ${code(suggestion)}？`}`,
  missing: (here) => `缺少 ${at(here)}，请补上。`,
  "wrong-type": ({ expected, found, ...here }) => `${at(here)} 应为${kind(expected)}，而不是${kind(found)}。`,
  "not-one-of": ({ found, suggestion, known: keys, ...here }) =>
    `${at(here)} 不能是${kind(found)}；${suggestion === null ? `请使用 ${choice(keys)}。` : `是否指 ${code(suggestion)}？`}`,
  "too-small": ({ bound, ...here }) => `${at(here)} 不得小于 ${value(bound)}。`,
  "too-large": ({ bound, ...here }) => `${at(here)} 不得大于 ${value(bound)}。`,
  "too-short": ({ bound, ...here }) =>
    bound === 1 ? `${at(here)} 不能为空。` : `${at(here)} 太短：长度至少为 ${number(bound)}。`,
  "too-long": ({ bound, ...here }) => `${at(here)} 太长：长度最多为 ${number(bound)}。`,
  "bad-name": ({ found }) =>
    `${code(found)} 不能用作名称；请使用最多 100 个字母、汉字、数字、空格和 ${code("- _ . +")}，并以字母、汉字或数字开头。`,
  "bad-days": ({ found }) => `${code(found)} 不是天数；请写成 ${code("30d")} 或 ${code("8w")}。`,
  "bad-duration": ({ found }) => `${code(found)} 不是时长；请写成 ${choice(["90s", "30m", "2h", "1d"])}。`,
  "bad-date": ({ found }) => `${code(found)} 不是日期；请写成 ${code("2026-03-31")}。`,
  "bad-time": ({ found }) => `${code(found)} 不是一天中的时刻；请写成 ${code("09:30")}。`,
  "bad-hash": ({ found }) =>
    `${code(found)} 不是训练产物的标识；请写 32 位哈希值，或去掉 ${code("artefact")}，改用工作区现有的那一个。`,
  "two-decimals": ({ found, ...here }) => `${at(here)} 为 ${found}，但分值最多两位小数；请取整。`,
  "four-decimals": ({ found, ...here }) => `${at(here)} 为 ${found}，但权重最多四位小数；请取整。`,
  "not-a-number": ({ found, ...here }) => `${at(here)} 为 ${found}；请写一个普通的数字。`,
  "no-form": ({ found, known: keys }) => `键 ${code(found)} 在此处不构成任何已知的写法；请以 ${choice(keys)} 开头。`,
  "unsafe-key": ({ key }) => `${code(key)} 不允许用作键；请换一个名称。`,
  "too-deep": ({ bound }) => `此处嵌套超过 ${number(bound)} 层；请减少层数。`,
  "unknown-reference": ({ kind, name, suggestion }) =>
    `没有名为${quote(name)}的${references[kind]}；${suggestion === null ? "请添加它，或改用已有的名称。" : `是否指${quote(suggestion)}？`}`,
  duplicate: ({ kind, name }) => `有两个${references[kind]}都叫${quote(name)}；请给其中一个改名。`,
  "asks-nothing": () => `此处没有提出任何条件；请添加运算符，例如 ${choice(["is", "in", "exists"])}。`,
  "keys-alike": ({ key, other }) => `${code(key)} 和 ${code(other)} 是同一个键，因为不区分大小写和重音；请删除其一。`,
  "expects-nothing": () => `该示例没有写明预期结果，永远不会失败；请添加 ${choice(["total", "band"])}。`,
  "bad-regex": ({ pattern }) => `${code(pattern)} 不是 RE2 正则表达式（不支持环视和反向引用）；请改写。`,
  "large-regex": ({ pattern, steps, bound }) =>
    `${code(pattern)} 展开后有 ${number(steps)} 步，为避免耗时过长，最多 ${number(bound)} 步；请减少重复次数。`,
  "when-and-each": () =>
    `一条规则要么用 ${code("each")}，要么用条件（${code("when")}，或分值中的 ${code("of")}），不能两者都用；请删除其一。`,
  "neither-when-nor-each": () => `规则没有说明因何计分；请添加 ${choice(["when", "each"])}。`,
  "only-with-each": ({ key }) => `${code(key)} 只能用于带 ${code("each")} 的规则；请删除。`,
  "needs-of": () => `没有 ${code("each")} 时，按表或阶梯计分需要用 ${code("of")} 说明依据；请补上。`,
  "needs-keyed-signal": ({ signal }) =>
    `分值表或 ${code("key")} 需要按属性计数的信号；请给${quote(signal)}加上 ${code("count: { by: … }")}。`,
  "no-occurrences": ({ signal }) =>
    `${quote(signal)}只保留最大值，不能用 ${code("each")} 计次；请用 ${code("when")} 来判断。`,
  "fades-tiers": () => `阶梯按次数计分，既不衰减，也没有分值上限；请使用 ${code("window")} 或次数上限。`,
  "window-count-with-table": () =>
    `使用分值表时，${code("perWindow")} 只能限制分值；请用 ${code("points")} 代替 ${code("count")}。`,
  "ends-before-it-starts": ({ from, until }) => `规则的结束日期 ${code(until)} 早于开始日期 ${code(from)}；请对调。`,
  "reversed-range": ({ low, high }) => `从 ${value(low)} 到 ${value(high)} 的范围是空的；请先写下限。`,
  "finer-than-precision": ({ found, precision }) =>
    `${number(found)} 超出模型的精度（${number(precision)} 位小数）；请取整，或提高 ${code("precision")}。`,
  "keeps-more-with-age": () => "衰减的每一步都应晚于前一步，且保留的不多于前一步；请按顺序排列。",
  "group-of-other-dimension": ({ group, dimension }) =>
    `规则组${quote(group)}属于维度${quote(dimension)}；请把规则移到该维度，或换一个规则组。`,
  "two-measures": ({ keys }) => `一个信号只衡量一件事；请只保留 ${known(keys)} 之一。`,
  "signal-of-nothing": () =>
    `不清楚指的是哪些事件；请使用 ${choice(["on", "where", "any: true", "steps"])}，其中 ${code("any")} 和 ${code("steps")} 须单独使用。`,
  "needs-within": () => `模式需要限定时间；请添加 ${code("within")}，例如 ${code("2h")}。`,
  "within-without-pattern": () =>
    `${code("within")} 须与 ${choice(["steps", "times", "confirmedBy"])} 一起使用；请删除，或添加其中之一。`,
  "within-too-long": () => `${code("within")} 最长为 31 天；请缩短。`,
  "silence-too-short": () => `${code("silence")} 至少为一分钟（${code("1m")}）。`,
  "profile-in-profile": () => "画像中不能引用画像；请直接写出条件。",
  "market-in-market": () => `${code("where")} 用来确定市场，因此不能询问 ${code("market")}；请改用其他属性。`,
  "sum-and-matrix": () => `总分要么用 ${code("sum")}，要么用 ${code("matrix")}，不能两者都用；请删除其一。`,
  "matrix-needs-labels": ({ dimension }) => `矩阵的行和列需要名称；请给维度${quote(dimension)}加上 ${code("labels")}。`,
  "no-lowest-label": ({ dimension }) =>
    `维度${quote(dimension)}的低分没有标签；请添加一个不带 ${code("from")} 和 ${code("above")} 的标签。`,
  "bands-do-not-rise": ({ name }) => `级别须由低到高排列，${quote(name)}的位置不对；请移动。`,
  "above-and-from": () => `起点要么用 ${code("from")}（含），要么用 ${code("above")}（不含）；请删除其一。`,
  "band-cells-without-matrix": () =>
    `只有总分为 ${code("matrix")} 时，级别才能使用 ${code("cells")}；请使用 ${choice(["from", "above"])}。`,
  "leaves-above-its-start": ({ name }) =>
    `${quote(name)}的离开值高于它的起点；请降低 ${choice(["leaveBelow", "rearmBelow"])}。`,
  "cell-in-two-bands": ({ cell }) => `单元格${quote(cell)}属于两个级别；请从其中一个移除。`,
  "empty-tier": () => `阶梯的终点（${code("to")}）小于起点（${code("from")}）；请对调。`,
} satisfies Problems;
