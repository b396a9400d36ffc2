import type { Entry } from "./entry.ts";

/**
 * Job titles in Chinese, each in the script of the region that says it; both scripts are read
 * alike. The last person named holds the title.
 */
export const CHINESE: readonly Entry[] = [
  // 业主
  ["创始人 | 創辦人 | 创业者 | 发起人", "owner", "executive"],
  ["老板 | 老板娘 | 店主 | 企业主 | 业主 | 股东", "owner", "executive"],
  ["个体户 | 个体工商户 | 个体经营", "owner", "executive"],
  ["合伙人", "owner", "executive?"],

  // 最高层
  ["首席执行官 | 執行長 | 行政總裁 | 公司负责人", "c-level", "executive"],
  ["董事长 | 董事局主席 | 董事会主席 | 主席 | 理事长 | 会长 | 秘书长 | 社长", "c-level", "executive"],
  ["执行董事 | 法人 | 法人代表 | 法定代表人 | 老总", "c-level", "executive"],
  ["总经理 | 总裁 | 行长", "c-level", "executive?"],
  ["財務長", "c-level", "finance"],
  ["技術長", "c-level", "engineering"],
  ["資訊長 | 資安長", "c-level", "it"],
  ["行銷長", "c-level", "marketing"],
  ["營運長", "c-level", "operations"],
  ["人資長", "c-level", "hr"],
  ["產品長", "c-level", "product"],
  ["法務長", "c-level", "legal"],
  ["投資長 | 風控長", "c-level", "finance"],
  ["策略長 | 知識長 | 數位長 | 永續長 | 管理長", "c-level"],

  // 副总裁、总监
  ["副总裁 | 助理副總裁 | 協理副總裁", "vp"],
  ["副总经理 | 副总 | 副董事长", "vp", "executive?"],
  ["总监 | 協理", "director"],
  ["董事 | 独立董事 | 监事 | 董事会秘书 | 董秘", "director", "executive"],
  ["厂长", "director", "operations"],
  ["客户总监", "director", "sales"],

  // 部门负责人
  ["部长 | 处长 | 主任 | 负责人 | 局长 | 所长 | 院长 | 副总监", "head"],
  ["总编 | 总编辑 | 主编 | 书记 | 厨师长", "head"],
  ["总工程师 | 总工", "head", "engineering"],
  ["总会计师", "head", "finance"],
  ["校长 | 园长 | 系主任", "head", "education"],

  // 经理、主管
  ["经理 | 经理人 | 副理 | 襄理 | 主管 | 督导", "manager"],
  ["课长 | 科长 | 组长 | 班长 | 队长 | 店长 | 站长 | 领班 | 项目负责人", "manager"],
  ["产品经理", "manager", "product"],
  ["副总工程师", "manager", "engineering"],
  ["副总会计师", "manager", "finance"],
  ["客户主管", "manager", "sales"],
  ["护士长 | 護理長", "manager", "medical"],
  ["客户经理 | 大客户经理 | 客户代表 | 客户专员 | 置业顾问 | 医药代表 | 导购", "staff", "sales"],
  ["客户成功经理", "staff", "support"],
  ["理财经理", "staff", "finance"],

  // 级别
  ["高级 | 资深", "senior"],
  ["主任工程师 | 高工", "senior", "engineering"],
  ["主任医师 | 副主任医师", "senior", "medical"],
  ["初级", "junior"],
  ["实习 | 实习生 | 见习 | 学徒 | 管培生 | 管理培训生 | 储备干部", "intern"],
  ["首席", "chief"],
  ["官", "officer"],
  ["副", "deputy"],

  // 助理、秘书
  ["助理", "assistant"],
  ["秘书 | 特助 | 总助 | 行政助理 | 执行助理 | 特别助理 | 私人助理 | 个人助理", "aide", "administration?"],

  // 专业人员
  ["员 | 师 | 专员 | 专家 | 人员 | 员工 | 职员 | 代表 | 顾问 | 司机 | 保安 | 工人 | 技工", "staff"],
  ["编辑 | 记者 | 翻译 | 导演 | 编导 | 主播 | 主持人 | 教练 | 干事 | 警察", "staff"],
  ["电工 | 焊工 | 木工 | 钳工 | 普工 | 操作工 | 维修工", "staff"],
  ["工程师 | 技术员 | 架构师", "staff", "engineering?"],
  ["程序员 | 程式設計師 | 码农", "staff", "engineering"],
  ["网管 | 系统管理员 | 网络管理员", "staff", "it"],
  ["设计师 | 美工", "staff", "design"],
  ["文案", "staff", "marketing"],
  ["业务员 | 营业员 | 推销员 | 经纪人", "staff", "sales"],
  ["采购员 | 买手", "staff", "procurement"],
  ["会计 | 会计师 | 出纳 | 审计师 | 精算师 | 稽核 | 柜员", "staff", "finance"],
  ["律师", "staff", "legal"],
  ["数据分析师", "staff", "data"],
  ["研究员 | 科学家", "staff", "research?"],
  ["教师 | 老师 | 讲师 | 教授 | 班主任 | 幼师 | 辅导员", "staff", "education"],
  ["助教", "junior", "education"],
  ["医生 | 医师 | 护士 | 護理師 | 药师 | 药剂师", "staff", "medical"],
  ["牙医 | 兽医 | 主治医师 | 营养师 | 验光师 | 理疗师", "staff", "medical"],
  ["文员 | 前台 | 接待 | 櫃檯 | 文书", "staff", "administration"],
  ["运营", "member", "operations?"],

  // 市场
  ["新媒体 | 自媒体 | 短视频 | 直播 | 信息流 | 会展", "field", "marketing"],
  ["市场 | 营销 | 行銷 | 品牌 | 公关 | 广告 | 推广 | 传播 | 媒体 | 企划 | 策划 | 增长 | 内容", "field", "marketing"],

  // 销售
  ["销售 | 商务 | 外贸 | 渠道 | 招商 | 大客户 | 售前 | 电商 | 外销 | 内销", "field", "sales"],
  ["客户开发 | 业务开发 | 业务拓展 | 市场拓展 | 市场开发 | 国际贸易 | 进出口 | 跨境 | 跟单 | 投标", "field", "sales"],
  ["分销 | 经销 | 团购", "field", "sales"],
  ["业务", "field", "sales?"],
  ["业务分析", "field"],

  // 客户服务
  ["客服 | 客户服务 | 客户支持 | 客户成功 | 客户关系 | 售后 | 技术支持", "field", "support"],

  // 产品、技术、信息、数据
  ["产品", "field", "product?"],
  ["研发 | 技术 | 工程 | 软件 | 軟體 | 开发 | 前端 | 后端 | 测试 | 算法 | 架构", "field", "engineering?"],
  ["硬件 | 嵌入式 | 韌體 | 工艺 | 机械 | 电气", "field", "engineering?"],
  ["结构 | 机电 | 电子 | 半导体 | 芯片 | 自动化", "field", "engineering?"],
  ["信息 | 資訊 | 信息技术 | 信息化 | 信息安全 | 資安 | 网络 | 系统 | 运维 | 数字化 | 电脑", "field", "it?"],
  ["数据 | 大数据 | 商业智能 | 商业分析", "field", "data?"],

  // 设计、研究
  ["设计 | 创意 | 视觉 | 美术 | 艺术 | 交互 | 动画 | 多媒体 | 产品设计", "field", "design?"],
  ["研究 | 科研 | 调研 | 实验 | 实验室", "field", "research?"],

  // 运营、生产、物流
  ["營運 | 供应链 | 物流 | 仓储 | 仓库 | 仓管 | 生产 | 制造 | 车间 | 工厂", "field", "operations?"],
  ["质量 | 品质 | 品管 | 品保 | 质检 | 检验", "field", "operations?"],
  ["运输 | 储运 | 配送 | 设备 | 施工 | 安全 | 生管", "field", "operations?"],
  ["物料 | 维修 | 调度 | 货运 | 单证 | 报关", "field", "operations?"],

  // 采购、财务、人事、法务
  ["采购 | 招采 | 供应商", "field", "procurement"],
  ["财务 | 审计 | 税务 | 资金 | 投资 | 风控 | 风险 | 金融 | 成本", "field", "finance"],
  ["信贷 | 财会 | 银行 | 证券 | 保险 | 基金 | 理财 | 外汇 | 结算 | 清算 | 预算 | 核算", "field", "finance"],
  ["人力资源 | 人力 | 人資 | 人事 | 招聘 | 薪酬 | 薪资 | 绩效 | 员工关系 | 企业文化 | 猎头", "field", "hr"],
  ["培训", "field", "hr?"],
  ["法务 | 法律 | 合规 | 知识产权", "field", "legal"],

  // 教育、医疗、行政
  ["教育 | 教学 | 教务 | 教研 | 课程", "field", "education?"],
  ["医 | 药 | 护理 | 临床", "field", "medical?"],
  ["行政 | 办公室 | 总务 | 后勤 | 文秘", "field", "administration?"],
  ["总经办 | 总裁办 | 总经理办公室 | 董事长办公室 | 总裁办公室 | ceo 办公室", "field", "administration?"],

  // 虚词与例外
  ["兼 | 及 | 和 | 与 | 暨", "and"],
  ["公司", "company"],
  ["学生 | 大学生 | 研究生 | 博士生 | 应届生", "student"],
  ["前 | 原 | 前任 | 曾任 | 退休 | 已退休 | 离职 | 已离职 | 待业 | 求职 | 求职中 | 失业", "former"],
  ["上官 | 原料 | 原材料 | 目前 | 当前 | 前厅 | 前线 | 代理商 | 会员 | 委员 | 师范", "field"],
];

/** The characters of the words above that the scripts write apart, in pairs: traditional, simplified. */
export const SCRIPT_PAIRS =
  "創创辦办業业發发闆板東东個个體体戶户經经營营夥伙執执長长總总負负責责會会祕秘書书財财務务術术資资訊讯銷销" +
  "運运產产監监協协獨独廠厂處处編编輯辑師师園园導导課课組组隊队領领項项護护顧顾問问級级醫医實实習习見见學学" +
  "訓训儲储備备幹干員员專专職职機机記记譯译構构設设計计碼码農农網网統统絡络採采購购納纳審审數数據据講讲藥药" +
  "臺台場场關关廣广傳传劃划畫划內内貿贸電电開开國国際际係系後后軟软測测試试韌韧藝艺氣气結结維维腦脑視视覺觉" +
  "驗验應应鏈链倉仓庫库製制車车間间質质檢检輸输稅税風风績绩規规識识權权療疗臨临與与屆届離离當当廳厅線线範范" +
  "續续廚厨別别練练鉗钳紀纪買买覈核櫃柜輔辅劑剂獸兽養养檯台枱台頻频進进單单標标團团動动調调貨货證证報报險险" +
  "貸贷銀银匯汇預预獵猎頭头牀床";
