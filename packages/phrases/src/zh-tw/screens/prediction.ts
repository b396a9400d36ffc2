import type { Prediction } from "../../en/screens/prediction.ts";
import { figures } from "../figures.ts";
import { shell } from "./shell.ts";

const { number, quote } = figures;

export const prediction = {
  title: shell.titles.predictions,
  about: "潛在客戶轉換的可能性：從其他潛在客戶的結果中學習而來，並附上原因。",
  create: "新增預測",
  none: "還沒有預測",
  noneHint: "預測從結果已知的潛在客戶中學習，至少需要五十位已轉換和五十位未轉換的潛在客戶。",
  mayNot: "您的角色可以檢視預測。建立和訓練由管理員和行銷人員進行。",
  back: "所有預測",
  name: "名稱",
  nameHint: "模型中使用的名稱，例如 win。",
  nameWrong: "小寫字母、數字和連字號，以字母開頭，最多 40 個字元。",
  label: "標籤",
  labelHint: "給人看的名稱。留空：使用名稱。",
  modelHint: "除最常見的事件和欄位外，還可以使用哪個模型的訊號。",
  every: "重新訓練",
  everyHint:
    "只有在最新的潛在客戶上更好，新的訓練結果才會取代冠軍。無論是否重新訓練，每週都會查看潛在客戶是否仍與從前一樣。",
  everies: { never: "僅在有人要求時", week: "每週", month: "每月" },
  allowed: "允許使用的受保護欄位",
  allowedHint:
    "年齡和性別欄位，以及會透露它們的欄位，都會被排除，以免有人因此受到差別對待。只有在法律和客戶允許時才在這裡填寫。按 Enter 新增。",
  begin: "建立並訓練",
  change: "設定",
  changeHint: "設定從下一次訓練起生效。",
  train: "重新訓練",
  next: (day) => `下次訓練：${day}`,
  training: "訓練",
  trainingHint: "重走一遍歷史並從中學習，需要一分鐘或更久。",
  noChampion: "還沒有冠軍",
  dropTitle: (label) => `刪除${quote(label)}？`,
  dropHint: "學到的一切會一併刪除。使用它的模型要先發布不含它的版本。",

  quality: "品質如何",
  pairs: (of100, low, high) =>
    `取一位會轉換和一位不會轉換的潛在客戶，100 次中有 ${number(of100)} 次它把正確的排在前面（95%：${number(low)} 至 ${number(high)}；隨機為 50）。`,
  learnedFrom: (leads, converted) =>
    `從 ${number(leads)} 位潛在客戶中學習，其中 ${number(converted)} 位已轉換。品質是先在最新的潛在客戶上評判的，之後它才也從這些潛在客戶中學習。`,
  timing: {
    trained: (of100, low, high) =>
      `需要多久：取兩位潛在客戶，100 次中有 ${number(of100)} 次被說更早轉換的那位確實更早（C 指數；95%：${number(low)} 至 ${number(high)}；隨機為 50）。`,
    uninformative: (of100) =>
      `不說明需要多久：取兩位潛在客戶，100 次中只有 ${number(of100)} 次被說更早轉換的那位確實更早，無法與隨機區分。`,
    "not-enough-data": (needed, found) =>
      `不說明需要多久：已轉換的潛在客戶太少，無法學習和評判（需要 ${number(needed)} 位，現有 ${number(found)} 位）。`,
  },
  method: "方法",
  auc: "AUC",
  logLoss: "對數損失",
  logLossBase: (base) => `對所有人都說平均值時為 ${base}`,
  calibration: "校準誤差",
  calibrationHint: "機率平均偏差多少",
  learned: "潛在客戶",
  ofConverted: (n) => `${number(n)} 位已轉換`,

  answers: { "not-enough-data": "資料不足", "no-signal": "沒有訊號", "no-features": "沒有可學習的內容" },
  notEnoughHint: "歷史分為三段：一段用來學習，一段用來調整，最新的一段用來評判。每段都需要兩類潛在客戶。",
  slices: { learned: "最早一段，用於學習", tuned: "下一段，用於調整", newest: "最新一段，用於評判" },
  kinds: { converted: "已轉換", "not-converted": "未轉換" },
  short: (slice, kind, needed, found) =>
    `${slice}：需要 ${number(needed)} 位${kind}的潛在客戶，現有 ${number(found)} 位。`,
  noSignalHint: (of100) =>
    `學到的最好結果在 100 次中有 ${number(of100)} 次把正確的潛在客戶排在前面，無法與隨機區分，或不比對所有人都說平均值更好。因此不給出預測，而不是給出差的預測。`,
  noSignalNext:
    "可以嘗試：更早、更常出現的結果（例如商機而非贏單）、更多天數，或更多已有結果的潛在客戶。之後重新訓練，或另建一個預測。",
  noFeaturesHint: "所有欄位和訊號都被排除，原因見下。",

  weights: "什麼最重要",
  weightsHint: "在最新的潛在客戶上，每個欄位或訊號對機率升降的影響佔比。",
  feature: "欄位或訊號",
  features: {
    lately: (label, days) => `${label}（最近 ${number(days)} 天）`,
    ever: (label) => `${label}（總計）`,
    first: (label) => `${label}（距首次多久）`,
    last: (label) => `${label}（距最近一次多久）`,
    length: (trait) => `${trait} 的長度`,
    titles: { seniority: "職級（依職稱判斷）", department: "部門（依職稱判斷）" },
  },
  weight: "佔比",

  leftOut: "排除了什麼，為什麼",
  leftOutHint: "結果之後才知道的，或會造成不公平的，都不用於學習。",
  leftOutNone: "沒有排除任何內容。",
  why: "原因",

  fairness: "各群體的公平性",
  fairnessHint:
    "最新潛在客戶中誰的預測高於整體轉換率。如果某個群體的入選率低於入選最多的群體的五分之四，就是不平等對待的跡象。",
  fairnessNone: "潛在客戶中沒有年齡或性別欄位，因此沒有可比較的內容。",
  group: "群體",
  groupUnknown: "未知",
  leads: "潛在客戶",
  picked: "入選",
  ratio: "比率",
  precision: "入選者中轉換",
  recall: "轉換者中入選",
  disadvantaged: (groups, field) =>
    `依${quote(field)}，這些群體的入選明顯較少：${groups}。請確認是否有您能負責的理由。`,
  fair: (field) => `依${quote(field)}，沒有群體的入選明顯較少。`,
  nobodyPicked: (field) => `依${quote(field)}，沒有人入選，因此沒有可比較的內容。`,
  bandsBy: (field) => `依${quote(field)}的各級別占比`,

  seen: {
    warns: (day) => `查看於 ${day}。請重新訓練並比較。`,
    holds: (day) => `查看於 ${day}：較新的潛在客戶沒有變化的跡象。`,
    unknown: (day) => `查看於 ${day}：較新的潛在客戶太少，無法判斷是否有變化。`,
  },
  marks: { drift: "潛在客戶已變化", calibration: "機率不準" },
  driftTitle: "潛在客戶已與從前不同",
  drift: {
    moving: (feature, psi) => `${quote(feature)}正在變化（PSI ${psi}）。`,
    moved: (feature, psi) => `${quote(feature)}已經變化（PSI ${psi}）。`,
  },
  calibrationTitle: "它的機率已不再準確",
  gap: {
    above: (points) => `較新潛在客戶的轉換比它說的高 ${number(points)} 個百分點。`,
    below: (points) => `較新潛在客戶的轉換比它說的低 ${number(points)} 個百分點。`,
  },

  trainings: "訓練記錄",
  at: "時間",
  state: "狀態",
  states: { champion: "冠軍", challenger: "挑戰者", former: "前冠軍", nothing: "沒有學到" },
  against: "與冠軍相比",
  verdicts: { better: "更好", level: "沒有明顯差別", worse: "更差" },
  promote: "設為冠軍",
  revert: "恢復為此次",
  promoteTitle: "設為冠軍？",
  promoteHint: "跟隨冠軍的模型會用它重新發布，由此引起的級別變化不會通知任何人。",
  published: (models) => `已重新發布：${models}。`,
  waiting: {
    "sign-off": (model) => `${quote(model)}保持不變：需要有人簽核。`,
    experiment: (model) => `${quote(model)}保持不變：正在進行實驗。`,
  },

  uses: "在模型中",
  usesNone: "還沒有現行模型使用它。",
  use: {
    follows: (model, version) => `${model}，版本 ${number(version)}：跟隨冠軍`,
    pinned: (model, version) => `${model}，版本 ${number(version)}：保留它指定的訓練產物`,
  },
  useHint: "規則按 0 到 1 的機率給分；請把這些行放進模型的文字。",
  yaml: "用於模型的文字",

  card: {
    title: "預測",
    because: "影響最大的因素",
    expected: (days) => `如果轉換，大約需要 ${number(days)} 天。`,
  },
} satisfies Prediction;
