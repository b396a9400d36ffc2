import type { Cli } from "../en/cli.ts";
import { code } from "../notation.ts";
import { figures } from "./figures.ts";

const { day, names, number, or, percent, points, quote, signed, time } = figures;

const start = (bound: number, exclusive: boolean) => `${exclusive ? "高于" : "不低于"} ${points(bound)}`;
const meant = ({ suggestion }: { readonly suggestion: string | null }, otherwise: string) =>
  suggestion === null ? otherwise : `是否指 ${code(suggestion)}？`;

export const cli = {
  help: {
    about: "按模型为线索评分，并说明原因。",
    usage: "用法",
    commands: "命令",
    options: "选项",
    more: () => `用 ${code("plumbline COMMAND --help")} 查看某个命令的详细说明。`,
  },
  commands: {
    score: "为一份线索名单评分",
    explain: "说明线索的得分原因，以及什么会改变其级别",
    validate: "检查模型",
    test: "运行模型中的示例；未指定模型时运行所有自带模型的示例",
    rules: "列出模型的规则及每条最多能给的分值",
    columns: "显示文件各列的含义，输出为可修改并再次使用的映射",
    schema: "输出模型的 JSON 结构定义，供编辑器使用",
    presets: "列出自带的模型",
    init: "从自带的模型新建模型",
    diff: "比较两个模型；给出数据时还比较对线索的影响",
    import: "把其他系统的评分规则转换为模型",
  },
  options: {
    model: () => "模型，YAML 或 JSON",
    leads: () => `线索，CSV 或 JSON；${code("-")} 表示标准输入`,
    events: () => `事件，CSV 或 JSON，可为 gzip 压缩；${code("-")} 表示标准输入`,
    map: () => "各列的含义；未指定时自动推断",
    encoding: () => `文件的编码，默认为 ${code("utf-8")}`,
    asOf: () => "按哪一天评分，默认为今天",
    timeZone: () => `日期所用的时区，默认为 ${code("UTC")}`,
    out: () => `结果的格式：${or(["table", "csv", "ndjson"].map(code))}`,
    top: () => "只输出得分最高的若干条",
    rejects: () => "无法读取的行写入何处",
    joinByEmail: () => `同一邮箱地址视为同一线索（默认）；${code("--no-join-by-email")} 则分开处理`,
    json: () => "输出 JSON",
    lang: () => "语言",
    help: () => "显示本帮助",
  },

  progress: (events, perSecond) => `${number(events)} 个事件，${number(perSecond)}/秒`,
  progressLeft: (seconds) => `剩余 ${time(seconds)}`,

  columns: {
    rule: "规则",
    most: "最多",
    share: "占比",
    lead: "线索",
    total: "总分",
    band: "级别",
    dimension: "维度",
    reasons: "原因",
  },
  summary: {
    scored: (leads) => `已为 ${number(leads)} 条线索评分`,
    unscored: (leads) => `${number(leads)} 条没有评分`,
    leads: (leads) => `已读取 ${number(leads)} 条线索`,
    events: (events) => `已读取 ${number(events)} 个事件`,
    conflicts: (events) => `${number(events)} 个与其他事件编号相同（以先到者为准）`,
    later: (events) => `${number(events)} 个晚于指定日期`,
    nobody: (events) => `${number(events)} 个不属于任何人（没有可用的编号）`,
    noLeadIds: () => "没有哪一列说明线索是谁，因此线索以行号称呼，也没有事件能归于它们。",
    withoutMessageId: (events) => `${number(events)} 个事件没有自己的编号；这样的事件出现两次会被计为两次。`,
    noMessageIds: () => "事件没有编号，因此同一事件出现两次会被计为两次。",
    stale: (last) => `最后一个事件在${day(last)}；要按当时评分，请加上 ${code("--as-of")}。`,
    misread: (column, values, line, value) =>
      `${quote(column)}列：有 ${number(values)} 个值无法按其类型读取，保留为文本（首见于第 ${number(line)} 行：${quote(value)}）`,
    duplicates: (events) => `${number(events)} 个重复`,
    repeated: (rows) => `${number(rows)} 行与先前的行是同一线索（以最后一行为准）`,
    joined: (ids) => `${number(ids)} 个标识经电子邮件、设备或别名并入其他线索`,
    moreRejected: (rows) => `另有 ${number(rows)} 行；${code("--rejects FILE")} 可全部写出。`,
    missingTrait: (trait, rules, suggestion) =>
      `没有线索具有特征 ${code(trait)}${rules.length > 0 ? `，而${names(rules)}要用到它` : ""}${suggestion === null ? "。" : `；是否指 ${code(suggestion)}？`}`,
    rejected: (rows) => `${number(rows)} 行被拒绝`,
    rejectedTo: (rows, file) => `${number(rows)} 行被拒绝（见 ${file}）`,
  },

  valid: (file) => `${quote(file)}是有效的模型。`,
  invalid: (file, problems) => `${quote(file)}中有 ${number(problems)} 个问题。`,
  tests: {
    passed: (examples) => `${number(examples)} 个示例通过`,
    failed: (examples) => `${number(examples)} 个失败`,
    none: () => `模型中没有 ${code("examples")}。`,
    mismatch: (what, expected, found) => `${code(what)}：应为 ${expected}，实为 ${found}`,
  },
  written: (file) => `已写入${quote(file)}`,

  explain: {
    total: (total) => `${points(total)} 分`,
    next: "接下来",
  },

  diff: {
    same: () => "两个模型没有差异。",
    added: (kind, name) => `新增${kind}${quote(name)}`,
    removed: (kind, name) => `删除${kind}${quote(name)}`,
    points: (rule, from, to) => `${rule}：${signed(from)} → ${signed(to)} 分`,
    starts: (band, from, to) => `级别 ${band} 的起点：${start(...from)} → ${start(...to)}`,
    moved: (kind, name) => `${kind}${quote(name)}的位置已改变`,
    changed: (place, from, to) => `${code(place)}：${from} → ${to}`,
    moves: (band, enter, leave) => `${number(enter)} 条线索进入 ${band}，${number(leave)} 条离开`,
    unmoved: () => "没有线索改变级别。",
    before: "之前",
    after: "之后",
    share: (leads, share) => `${number(leads)}（${percent(share)}）`,
  },
  kinds: {
    model: "模型",
    total: "总分",
    rule: "规则",
    signal: "信号",
    dimension: "维度",
    group: "规则组",
    profile: "画像",
    list: "名单",
    band: "级别",
    market: "市场",
  },

  imported: {
    rules: (rules) => `已转换 ${number(rules)} 条规则`,
    left: (what, why) => `未能转换：${quote(what)}（${why}）`,
    notJson: (file) => `${quote(file)}不是 JSON；请保存该系统的接口返回的内容。`,
    notThisFormat: (file, system, place) =>
      `${quote(file)}不是 ${system} 给出的格式${place === "" ? "" : `；请查看 ${code(place)}`}。`,
    why: {
      "unknown-kind": () => "此处没有与这一类型对应的写法",
      action: () => "达到某一分数后做什么，属于剧本",
      "time-on-page": () => "它询问在某一页面停留到离开的时间",
      "time-away": () => "它询问离开了多久",
      "repeats-after-count": () => "它会反复给分，但要从若干次之后才开始",
      "time-of-day": () => "它在一天之中开始或结束；此处只按整天计算",
      pattern: () => "它的模式中有此处没有的通配符",
      "too-long-a-time": () => "它的时长超出此处所能表达的",
      "same-threshold": () => "同一分数上已有另一个阈值",
      "threshold-of-part": () => "它是分数中某一部分的阈值",
      "switched-off": () => "它已停用",
      "not-a-lead": () => "它评分的既不是线索，也不是公司",
      layout: () => "它只适用于某一种页面布局的记录",
      "unknown-comparison": () => "此处没有它所用的比较方式",
      "value-of-another-field": () => "它与另一个字段比较",
      "sets-score": () => "它直接设定分数，而不是加减分数",
      "unknown-variable": () => "它的分值在文件之外的变量里",
      choices: () => "它按自己的条件给不同的分值",
      "trigger-with-filters": () => "它同时询问事件和人的属性",
      "not-by-event": () => "它不是由事件引起的",
    },
  },

  syntax: {
    "duplicate-key": () => "这个键出现了两次；请删除其一。",
    indentation: () => "缩进与上文不一致；请对齐。",
    tab: () => "用了制表符缩进；请使用空格。",
    unfinished: () => "有括号或引号没有闭合；请补上。",
    other: () => "这不是有效的 YAML；请检查缩进、冒号和引号。",
    empty: () => `文件是空的；${code("plumbline init PRESET")} 可以写出一个起步用的模型。`,
    "too-large": () => "作为模型，它太大了。",
  },
  faults: {
    unknownCommand: (about) =>
      `没有${quote(about.command)}这个命令；${meant(about, `请看 ${code("plumbline --help")}。`)}`,
    unknownOption: (about) => `没有${quote(about.option)}这个选项；${meant(about, `请看 ${code("--help")}。`)}`,
    missingInput: () => `请提供 ${code("--leads")} 或 ${code("--events")}（至少一个）。`,
    missingArgument: (name) => `缺少 ${code(name)}；请看 ${code("--help")}。`,
    missingOption: (option) => `缺少 ${code(option)}，请补上。`,
    missingValue: (option) => `${code(option)} 需要一个值。`,
    badDate: (option, value) => `${code(option)} 的值${quote(value)}不是日期；请写成 ${code("2026-03-31")}。`,
    badNumber: (option, value) => `${code(option)} 的值${quote(value)}不是大于零的数字。`,
    badChoice: (option, value, known) => `${code(option)} 不能是${quote(value)}；请使用 ${or(known.map(code))}。`,
    unknownZone: (zone) => `没有${quote(zone)}这个时区；请使用 ${code("Asia/Shanghai")} 这样的名称。`,
    unknownLead: (lead) => `这些文件中没有线索${quote(lead)}。`,
    unknownPreset: (about) =>
      `没有名为${quote(about.preset)}的自带模型；${meant(about, `请看 ${code("plumbline presets")}。`)}`,
    fileExists: (file) => `${quote(file)}已存在；请换一个名称，或先删除它。`,
    cannotWrite: (file, cause) => `无法写入${quote(file)}；系统提示 ${code(cause)}。`,
    leadsAndAccounts: () => "一个模型为线索评分，另一个为公司评分；不能用同一份数据比较。",
    stdinTwice: () => `只能有一个文件来自标准输入（${code("-")}）。`,
    unexpected: (message) => `这是 plumbline 自身的错误，请报告：${message}`,
  },
} satisfies Cli;
