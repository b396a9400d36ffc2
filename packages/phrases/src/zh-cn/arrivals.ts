import type { CollectProblems, Quarantined } from "../en/arrivals.ts";
import { code } from "../notation.ts";
import { figures } from "./figures.ts";

const { quote } = figures;

type About = { readonly path: string | null; readonly value: string | null };

const at = ({ path }: About) => (path === null ? "其中某处" : code(path));
const shown = ({ value }: About) => (value === null ? "该值" : quote(value));
const most = ({ value }: About) => (value === null ? "" : `（最多 ${value}）`);

export const quarantined = {
  "not-an-object": () => "该条目不是 JSON 对象。",
  "no-batch": () => "该请求本应带来一组事件。",
  "no-identity": () => "没有说明是谁。",
  "no-event-name": () => "没有说明发生了什么。",
  "bad-event-type": (about) => `${shown(about)}不是事件类型。`,
  "timestamp-out-of-range": () => "其时间超出了历法范围。",
  "bad-character": (about) => `${at(about)} 中有无法保存的字符。`,
  "too-long": (about) => `${at(about)} 太长${most(about)}。`,
  "too-large": (about) => `字节太多${most(about)}。`,
  "too-deep": (about) => `嵌套层数太多${most(about)}。`,
  "no-attribute": (about) => `CloudEvents 事件缺少属性 ${at(about)}。`,
  "bad-spec-version": (about) => `不支持 CloudEvents 版本${shown(about)}，只支持 1.0。`,
  "cell-count": ({ value }) => `该行的单元格数与表头不同：${code(value ?? "")}。`,
  "not-json": () => "该行不是 JSON。",
  "no-timestamp": () => "没有说明发生的时间。",
  "bad-timestamp": (about) => `无法理解时间${shown(about)}。`,
  poison: () => "无法存储该条目，而其他条目都可以。",
} satisfies Quarantined;

export const collectProblems = {
  "bad-json": () => "正文不是 JSON。",
  "bad-encoding": () => "正文的压缩方式与标头所说的不符。",
  "too-large": () => "请求太大或事件太多；请分批发送。",
  "bad-request": () => "该请求不是规范的 HTTP。",
  "no-write-key": () => "需要写入密钥。",
  "unknown-write-key": () => "此写入密钥不对应任何来源；可能已更换或停用。",
  "bad-signature": () => "缺少签名或签名有误；请检查机密。",
  "stale-signature": () => "签名不在这五分钟之内；请检查发送方的时钟。",
  "items-refused": () => "部分条目已被隔离。",
  overloaded: () => "等待存储的内容过多；请稍后再试。",
  "store-unavailable": () => "数据库没有应答；请稍后再试。",
  internal: () => "我们这边出了问题。",
} satisfies CollectProblems;
