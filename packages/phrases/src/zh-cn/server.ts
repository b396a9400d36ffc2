import type { DatabaseNotes, Server, StartProblems } from "../en/server.ts";
import { code } from "../notation.ts";
import { figures } from "./figures.ts";

const { number, or, percent, quote } = figures;

export const server = {
  buildingScreens: () => "正在构建网页应用；首次需要几秒钟……",
  ready: (url) => `Plumbline 已就绪：${url}`,
  firstKeys: (ofSample) => `以下${ofSample ? "示例工作区的" : ""}密钥只显示一次，请妥善保存：`,
  writeKey: (key) => `  网页写入密钥（公开）           ${key}`,
  serverKey: (key) => `  服务器写入密钥                 ${key}`,
  adminKey: (key) => `  API 密钥（保密，拥有全部权限） ${key}`,
  adminLink: (url) => `用此链接成为管理员；只能使用一次，一周内有效：\n  ${url}`,
  loadingSample: (events, share) => `正在载入示例工作区：${number(events)} 个事件，${percent(share)}`,
  sampleLoaded: (events) => `示例工作区已就绪：${number(events)} 个事件。`,
  stopping: () => "正在停止，已收到的数据正在保存。",
  stopped: () => "已停止。",
  failed: (what) => `出现故障，稍后将重试：${code(what)}`,
} satisfies Server;

export const databaseNotes = {
  "database-copied": ({ to }) => `已将 PostgreSQL 复制到 ${quote(to)}，因为其用户无权读取 npm 安装的位置。`,
  "database-created": ({ folder }) => `已在 ${quote(folder)} 中新建数据库。`,
  "database-started": ({ folder }) => `${quote(folder)} 中的数据库已启动。`,
  "database-adopted": ({ folder }) => `${quote(folder)} 中的数据库仍在运行，继续使用。`,
  "database-lost": ({ folder }) => `${quote(folder)} 中的数据库意外终止，正在重新启动。`,
  "database-not-restarted": ({ folder, detail }) => `${quote(folder)} 中的数据库无法重新启动：${code(detail)}`,
  "migration-applied": ({ number: at, name }) => `已应用第 ${number(at)} 号迁移（${name}）。`,
  "user-unbound": ({ user }) =>
    `行级安全对数据库用户 ${quote(user)} 不起作用，各工作区仅靠查询相互隔离；请在 ${code("DATABASE_URL")} 中改用非超级用户。`,
} satisfies DatabaseNotes;

export const startProblems = {
  "bad-setting": ({ name, value, choices }) =>
    `${code(name)} 不能是 ${quote(value)}；可用的值：${or(choices.map(code))}。`,
  "other-secret": () =>
    `此数据库中的机密由另一个密钥加密；请让所有进程使用相同的 ${code("PLUMBLINE_SECRET")}（或相同的 ${code("secret.key")}）。如果密钥已永久丢失，请用 ${code("PLUMBLINE_SECRET_LOST=yes")} 启动一次：由它加密的内容将无法再打开。`,
  "address-in-use": ({ address }) => `${address} 已被占用；请释放它，或用 ${code("PLUMBLINE_PORT")} 另选端口。`,
  "database-unreachable": ({ detail }) => `数据库没有响应（${code(detail)}）；请检查 ${code("DATABASE_URL")}。`,
  "database-in-use": ({ folder }) =>
    `另一个 Plumbline 正在使用 ${quote(folder)}；请停止它，或用 ${code("PLUMBLINE_DATA")} 另选文件夹。`,
  "database-other-version": ({ folder, found, needed }) =>
    `${quote(folder)} 由 PostgreSQL ${found} 创建，而当前为 ${needed}；请用 ${code("pg_dump")} 迁移数据。`,
  "database-damaged": ({ folder }) => `${quote(folder)} 中的数据库不完整；请恢复备份或另选文件夹。`,
  "database-folder-forbidden": ({ folder }) => `${quote(folder)} 不可写；请用 ${code("PLUMBLINE_DATA")} 另选文件夹。`,
  "database-disk-full": ({ folder }) => `${quote(folder)} 所在磁盘已满；请腾出空间后重新启动。`,
  "database-not-installed": ({ platform }) =>
    `没有适用于 ${platform} 的内置 PostgreSQL；请在 ${code("DATABASE_URL")} 中指定您自己的数据库。`,
  "database-user-unknown": ({ uid }) =>
    `用户 ${String(uid)} 在本机没有名称，PostgreSQL 无法为其创建数据库；请为该用户命名。`,
  "database-not-started": ({ folder, detail }) => `${quote(folder)} 中的数据库无法启动：${code(detail)}`,
  "migration-changed": ({ number: at, name }) =>
    `第 ${number(at)} 号迁移（${name}）在应用后被改动；请使用创建此数据库的版本。`,
  "migration-missing": ({ number: at, name }) =>
    `第 ${number(at)} 号迁移（${name}）已应用，但此处缺失；请使用创建此数据库的版本。`,
  "migration-failed": ({ number: at, name, detail }) => `第 ${number(at)} 号迁移（${name}）失败：${code(detail)}`,
  "migration-misnumbered": ({ file }) => `迁移 ${quote(file)} 编号不连续；编号应为 0001、0002，依此类推。`,
  "database-newer": ({ found, known }) =>
    `数据库已有 ${number(found)} 个迁移，而此版本只认识 ${number(known)} 个；请更新 Plumbline。`,
  "number-too-large": ({ value }) => `数字 ${value} 太大，无法读取。`,
} satisfies StartProblems;
