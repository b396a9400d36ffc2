import { say } from "../coded.ts";
import type { FileProblems, MapIssues, Rejects } from "../en/files.ts";
import { code, kindIn, place } from "../notation.ts";
import { figures } from "./figures.ts";
import { kinds } from "./problems.ts";

const { list, names, number, or, quote } = figures;

const known = (keys: readonly string[]) => list(keys.map(code));

const targets = {
  timestamp: "事件发生的时间",
  identity: "事件属于谁",
  event: "发生了什么",
};

export const mapIssues = {
  "unknown-key": ({ key, suggestion, known: keys }) =>
    `此处没有 ${code(key)} 这个键；${suggestion === null ? `可用的有 ${known(keys)}。` : `是否指 ${code(suggestion)}？`}`,
  "wrong-type": ({ expected }) => `此处应为${or(expected.split("|").map((kind) => kindIn(kinds, kind) ?? kind))}。`,
  "not-one-of": ({ known: keys }) => `此处应为 ${or(keys.map(code))}。`,
  "not-one-source": () => `请在 ${known(["column", "columns", "value"])} 中只写一个。`,
  "bad-format": () =>
    `此处不是日期格式；请使用 ${known(["excel", "seconds", "milliseconds"])}，或 ${code("DD.MM.YYYY HH:mm")} 这样的格式。`,
  "unknown-zone": () => `没有这个时区；请使用 ${code("Asia/Shanghai")} 这样的名称。`,
  "too-short": () => "此处不能为空。",
} satisfies MapIssues;

export const fileProblems = {
  "no-such-file": ({ file }) => `找不到文件${quote(file)}；请检查路径。`,
  "is-a-directory": ({ file }) => `${quote(file)}是文件夹；请指定其中的文件。`,
  "no-access": ({ file }) => `没有读取${quote(file)}的权限；请申请权限。`,
  "empty-file": ({ file }) => `${quote(file)}是空文件。`,
  "broken-gzip": ({ file }) => `压缩文件${quote(file)}已损坏或不完整；请重新获取。`,
  "unreadable-file": ({ file, cause }) => `无法读取${quote(file)}；系统提示 ${code(cause)}。`,
  "zip-archive": ({ file }) => `${quote(file)}是 ZIP 压缩包或 Excel 工作簿；请解压，或另存为 CSV。`,
  "not-text": ({ file, perhaps }) =>
    perhaps === null
      ? `${quote(file)}不是文本；请另存为 CSV 或 JSON。`
      : `${quote(file)}不是这种编码的文本；请试试 ${code(`--encoding ${perhaps}`)}。`,
  "wrong-encoding": ({ encoding, given, sample, file, line }) =>
    `${place(file, line)} ${quote(sample)}不符合 ${code(encoding)}；请用 ${code("--encoding")} 指定${given ? "另一种" : "正确的"}编码，例如 ${code("gb18030")}。`,
  "not-utf-8": ({ file, line, sample }) =>
    `${place(file, line)} ${sample === null ? "内容" : quote(sample)}不是 UTF-8 编码；请将文件另存为 UTF-8。`,
  "unknown-encoding": ({ encoding }) =>
    `没有名为${quote(encoding)}的编码；请使用 ${or(["utf-8", "gb18030", "big5"].map(code))} 等。`,
  "open-quote": ({ file, line }) => `${place(file, line)} 此处的引号没有闭合；请补上，或写成两个引号。`,
  "row-too-long": ({ limit, file, line }) => `${place(file, line)} 该行超过 ${number(limit)} 个字符；文件是否选对了？`,
  "json-unfinished": ({ file, line }) => `${place(file, line)} 从此处开始的内容没有结尾；文件可能不完整。`,
  "json-unexpected": ({ file, line }) => `${place(file, line)} 此处的内容不属于 JSON 对象列表。`,
  "map-syntax": ({ column, file, line }) =>
    `${place(file, line, column)} 此处不是有效的 YAML；请检查缩进、冒号和引号。`,
  "map-invalid": ({ file, issues }) =>
    issues.map((issue) => `${place(file, issue.line, issue.column)} ${say(mapIssues, issue)}`).join("\n"),
  "no-such-column": ({ file, column, suggestion, columns }) =>
    `${quote(file)}没有${quote(column)}列；${suggestion === null ? `现有的列：${names(columns)}。` : `是否指${quote(suggestion)}？`}`,
  "unknown-source": ({ file, target, columns }) =>
    `${quote(file)}中似乎没有哪一列说明${targets[target]}；现有的列：${names(columns)}。请在 ${code("--map")} 的文件中指定一列。`,
} satisfies FileProblems;

export const rejects = {
  "cell-count": ({ expected, found }) => `该行有 ${number(found)} 个单元格，表头有 ${number(expected)} 个`,
  "not-json": () => "该行不是 JSON",
  "not-an-object": () => "该记录不是 JSON 对象",
  "too-long": ({ limit }) => `该记录超过 ${number(limit)} 个字符`,
  "too-deep": ({ limit }) => `该记录嵌套超过 ${number(limit)} 层`,
  "no-identity": () => "没有说明是谁",
  "no-timestamp": () => "没有说明发生的时间",
  "no-event-name": () => "没有说明发生了什么",
  "bad-timestamp": ({ value }) => `无法理解时间${quote(value)}`,
  "bad-event-type": ({ value }) => `${quote(value)}不是事件类型`,
  "conflicting-id": ({ messageId }) => `已有其他事件使用编号${quote(messageId)}；以先到者为准`,
} satisfies Rejects;
