import type { Webhooks } from "../en/webhooks.ts";

export const webhooks: Webhooks = {
  problems: {
    "url-invalid": "不是网址",
    "url-scheme": "只允许 HTTPS",
    "url-credentials": "网址中含有用户名或密码",
    "url-port": "不允许此端口",
    "address-forbidden": "地址位于私有网络中",
    "name-unknown": "域名没有对应的地址",
    "connection-refused": "对方不接受连接",
    "connection-lost": "连接中断",
    tls: "证书不受信任，或不属于此域名",
    timeout: "未及时收到应答",
    "answer-malformed": "应答不是 HTTP",
    "answer-too-large": "应答太大",
    interrupted: "其间服务器被停止",
    redirected: "接收方将消息转到别处",
    "too-many-requests": "接收方要求稍候",
    "client-error": "接收方拒绝了消息",
    "server-error": "接收方出错",
    "answer-unexpected": "接收方的应答没有意义",
    "message-too-large": "消息太大",
    "no-secret": "无法读取密钥；请新建一个",
  },
  states: {
    waiting: "等待中",
    delivered: "已送达",
    failed: "未送达",
    dropped: "已放弃",
  },
  disabled: {
    person: "由人停用",
    gone: "接收方表示已不存在",
    failing: "五天内没有任何消息送达",
  },
};
