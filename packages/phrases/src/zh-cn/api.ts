import type { ApiIssues, ApiProblems, TuneReasons } from "../en/api.ts";
import { code, kindIn } from "../notation.ts";
import { figures } from "./figures.ts";
import { kinds } from "./problems.ts";

const { number, quote, time } = figures;

const nothing = {
  address: "此地址没有内容。",
  model: "没有这个模型。",
  draft: "该模型没有草稿。",
  version: "该模型没有这个版本。",
  publication: "没有这次发布。",
  preset: "没有这个预设。",
  source: "没有这个来源。",
  key: "没有这个密钥。",
  item: "没有这一项。",
  import: "没有这次导入。",
  lead: "没有这条线索。",
  account: "没有这家公司。",
  transition: "没有这次级别变化。",
  endpoint: "没有这个接收端。",
  delivery: "没有这次投递。",
  adjustment: "没有这次调整。",
  review: "没有这次评审。",
  segment: "没有这个细分。",
  study: "没有这项研究。",
  proposal: "这项研究中没有这条建议。",
  prediction: "没有这个预测。",
  artefact: "该预测没有这个模型产物。",
  experiment: "没有这项实验。",
  cost: "没有这项成本。",
  rate: "没有这个汇率。",
  list: "没有这个名单。",
  view: "没有这个视图。",
  note: "没有这条备注。",
  bulk: "没有这个批量操作。",
  rule: "模型中没有这条规则。",
  person: "没有这个人。",
  invitation: "没有这个邀请，或邀请已失效。",
  workspace: "没有这个工作区。",
};

const addresses = {
  "url-invalid": "这不是网址。",
  "url-scheme": "消息只通过 HTTPS 发送。",
  "url-credentials": "网址中不得含有用户名或密码。",
  "url-port": `消息只发往端口 ${["443", "8443", "80", "8080"].map(code).join("、")}。`,
  "address-forbidden": "此地址位于私有网络中；须先由服务器管理员在 `PLUMBLINE_ALLOWED_NETWORKS` 中允许。",
};

const unready = {
  "control-not-live": "第一组是对照组，必须使用已生效的版本。",
  "not-started": "实验尚未开始。",
  "being-published": "模型有一个版本正在发布；请等待完成，或先停止。",
};

const sides = { marketing: "市场", sales: "销售" };
const scored = { lead: "线索", account: "公司" };

const unfinished = {
  waiting: "这项研究尚未开始，正在排队。",
  running: "这项研究仍在进行；请在完成后再试。",
  stopped: "这项研究已被停止，没有结果；请重新发起。",
  failed: "这项研究失败了，没有结果；请重新发起。",
};
const stale = {
  gone: "这条建议要修改的内容已不在草稿中。",
  changed: "提出建议之后，草稿中的内容已有变化。",
};

export const apiProblems = {
  "bad-request": () => "请求中有内容不符合要求。",
  "bad-cursor": () => "没有这一页；请从第一页开始。",
  "no-key": () => "需要 API 密钥；请以 `Bearer` 方式发送。",
  "bad-key": () => "此 API 密钥无效或已失效。",
  forbidden: ({ scope }) => `您无权执行该操作；缺少 ${code(scope)}。`,
  "no-session": () => "请先登录。",
  "foreign-origin": () => "此请求来自其他网站的页面。",
  "people-only": () => "此操作只供已登录的用户使用，API 密钥不可用。",
  "invitation-of-another": () => "此邀请属于另一个邮箱地址。",
  "invitation-ended": () => "此邀请无效或已失效；请重新申请。",
  "already-member": () => "此人已是工作区成员。",
  "person-elsewhere": () => "此人还属于其他工作区。请由同时管理这些工作区的管理员操作。",
  "own-second-factor": () => "关闭自己的两步验证需要密码，请在自己的设置中操作。",
  "last-admin": () => "这是最后一位管理员；请先将他人设为管理员。",
  "too-many-invitations": ({ most }) => `已有 ${number(most)} 个未接受的邀请，不能再多；请先撤回一个。`,
  "too-many-workspaces": ({ most }) => `您已属于 ${number(most)} 个工作区，不能再多；请先退出一个。`,
  "not-own": () => "这属于别人，只有本人才能修改。",
  "not-found": ({ what }) => nothing[what],
  "already-there": () => "此名称已被使用；请另选一个。",
  "in-progress": () => "同一请求正在执行；请稍后再问。",
  "answer-not-kept": () => "此操作先前已完成；其答复含有机密，未予保留。",
  "already-done": () => "此操作先前已完成。",
  "model-of-others": ({ model, of }) => `${quote(model)}为${scored[of]}评分，且不会改变；请给新模型另取名称。`,
  "model-unchanged": ({ model, number: version }) => `${quote(model)}的第 ${number(version)} 版已是如此。`,
  "model-not-live": ({ model }) => `${quote(model)}还没有已生效的版本。`,
  "review-under-way": () => "此模型的评审正在进行；请先结束。",
  "model-was-live": ({ model }) => `${quote(model)}曾经生效，其历史会保留；请改为停用。`,
  "experiment-runs": ({ model }) => `${quote(model)}上有实验正在进行；请先停止或作出决定。`,
  "experiment-unready": ({ because }) => unready[because],
  "sign-off-missing": ({ roles }) => `须先由${roles.map((role) => sides[role]).join("和")}签核。`,
  "sign-off-outdated": () => "草稿和各版本都已不是这样；请重新阅读后再签核。",
  "role-needed": ({ role }) => `只有${sides[role]}人员或管理员可以签核。`,
  "study-not-done": ({ state }) => unfinished[state],
  "proposal-stale": ({ because }) => stale[because],
  "draft-not-editable": () => "草稿现有的写法无法自动修改；请手动修改。",
  "publication-ended": () => "此次发布已经结束。",
  "time-zone-in-use": ({ timeZone }) => `事件已按 ${code(timeZone)} 的日期计数；时区不能再更改。`,
  "last-admin-key": () => "这是最后一个拥有全部权限的密钥；请先另建一个。",
  "too-many-keys": ({ most }) => `已有 ${number(most)} 个有效密钥，不能再多；请先吊销一个。`,
  "too-many-views": ({ most }) => `您已有 ${number(most)} 个视图，不能再多；请先删除一个。`,
  "too-many-endpoints": ({ most }) => `已有 ${number(most)} 个接收端点，不能再多；请先删除一个。`,
  "too-many-segments": ({ most }) => `已有 ${number(most)} 个细分，不能再多；请先删除一个。`,
  "too-many-costs": ({ most }) => `最多可有 ${number(most)} 项成本；请先删除一些。`,
  "too-many-lists": ({ most }) => `已有 ${number(most)} 个名单，不能再多；请先删除一个。`,
  "too-many-samples": ({ most }) => `每个模型最多可有 ${number(most)} 条样本线索；请先删除一条。`,
  "in-use": ({ by }) => `仍在使用中：${by.map(({ name }) => quote(name)).join("、")}。`,
  "segment-live": () => "此细分的成员由其条件决定；如需手动添加线索，请新建固定细分。",
  "segment-fixed": () => "此细分没有条件：其成员就是您添加的线索。",
  "segment-of-scores": ({ segment }) => `${quote(segment)}取决于评分，因此模型和其他细分都不能引用它。`,
  "endpoint-disabled": () => "此接收端点已停用；请先启用。",
  "url-refused": ({ because }) => addresses[because],
  "tag-mismatch": () => "其间已有他人修改；请重新读取。",
  "tag-needed": () => `请用 ${code("If-Match")} 说明要修改哪个状态。`,
  "too-large": ({ bytes }) => `内容太大；最多允许 ${number(bytes)} 字节。`,
  "model-invalid": ({ problems }) => `此模型无法使用：其中有 ${number(problems.length)} 处错误。`,
  "model-misnamed": ({ model, found }) => `这是${quote(model)}的草稿，但文本中的模型名为${quote(found)}。`,
  "other-request": () => `此 ${code("Idempotency-Key")} 属于另一个请求；请换一个新的。`,
  "days-reversed": () => "结束日期早于开始日期。",
  "too-many-days": ({ most }) => `超过了 ${number(most)} 天。`,
  "currency-is-base": ({ currency }) => `${code(currency)} 对自身没有汇率。`,
  "currency-missing": () => "工作区还没有货币；请在设置中选择一种，或说明汇率以哪种货币为基准。",
  "unknown-time-zone": ({ timeZone }) => `${code(timeZone)} 不是时区；请使用 ${code("Asia/Shanghai")} 这样的名称。`,
  "more-than-own": ({ scope }) => `密钥不能授予自己没有的权限：${code(scope)}。`,
  "too-many-requests": ({ seconds }) => `请求过多；请等待 ${time(seconds)}。`,
  internal: () => "我们这边出了错。",
  unavailable: ({ seconds }) => `暂时无法执行；请在 ${time(seconds)}后重试。`,
} satisfies ApiProblems;

type About = { readonly path: string; readonly expected?: string | undefined };

const at = ({ path }: About) => (path === "" ? "请求" : `${code(path)} `);
const bound = ({ expected }: About) => number(Number(expected));
const isOne = ({ expected }: About) => Number(expected) === 1;

export const apiIssues = {
  missing: (about) => `缺少${at(about).trim()}。`,
  "wrong-type": ({ expected = "", ...about }) => `${at(about)}应为${kindIn(kinds, expected) ?? code(expected)}。`,
  "not-one-of": ({ expected = "", ...about }) => `${at(about)}应为以下之一：${code(expected)}。`,
  "too-small": (about) => `${at(about)}不得小于 ${bound(about)}。`,
  "too-large": (about) => `${at(about)}不得大于 ${bound(about)}。`,
  "too-short": (about) => (isOne(about) ? `${at(about)}不能为空。` : `${at(about)}太短：长度至少为 ${bound(about)}。`),
  "too-long": (about) => `${at(about)}太长：长度最多为 ${bound(about)}。`,
  "bad-format": ({ expected, ...about }) =>
    `${at(about)}的写法不对${expected === undefined ? "" : `（${code(expected)}）`}。`,
  "unknown-key": (about) => `此处没有${at(about).trim()}。`,
  "too-deep": (about) => `${at(about)}的嵌套超过 ${bound(about)} 层。`,
  unreadable: (about) => `${at(about)}无法读取。`,
  other: (about) => `${at(about)}不符合要求。`,
} satisfies ApiIssues;

export const tuneReasons = {
  "version-changed": "在此期间有另一个版本生效。",
  "publication-under-way": "有另一个版本正在发布。",
  "experiment-runs": "该模型正在进行实验。",
  "draft-under-way": "有人正在编辑草稿。",
  "study-failed": "对历史数据的研究失败了。",
  "study-stopped": "对历史数据的研究被停止或删除。",
  "not-editable": "该模型的文本只能手动修改。",
  reverted: "有人撤回了自动调优发布的版本，因此自动调优已自行关闭。",
} satisfies TuneReasons;
