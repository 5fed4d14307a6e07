import { LARGEST_FORM_KB } from "~/http/limits";
import { LARGEST_PICTURE_FORM_MB } from "~/pictures/limits";
import type { Words } from "../words";

/** The words of pages for errors: what happened, what it cost, and what to do. */
export const errors: Words["errors"] = {
  summary: "出现以下问题",
  400: { title: "无法读取提交的内容", text: "提交的表单不完整。返回上一页，检查后重新提交。" },
  403: {
    title: "提交的内容不是来自本站",
    text: "表单是从其他地方提交的，所以没有执行任何操作。打开本站的页面，重新提交。",
  },
  404: { title: "页面不存在", text: "这个地址没有内容，或者内容属于其他人。" },
  405: { title: "这里不支持此操作", text: "这个地址不接受这类请求，没有执行任何操作。可以从本站页面继续。" },
  413: {
    title: "提交的内容过大",
    text: `提交的内容超过 ${LARGEST_FORM_KB} KB，或连同图片超过 ${LARGEST_PICTURE_FORM_MB} MB。没有执行任何操作，返回上一页，输入的文字还在。缩短文字或换一张较小的图片，再重新提交。`,
  },
  415: { title: "提交的不是表单", text: "这个地址只接受表单，没有执行任何操作。可以从本站页面继续。" },
  421: {
    title: "这不是本站的地址",
    text: "本站使用另一个地址，只在那里提供服务。没有执行任何操作，从正式网址打开即可。",
  },
  429: { title: "同时请求过多", text: "当前请求超出处理能力，未扣除积分。1 分钟后再试。" },
  503: { title: "服务暂时不可用", text: "有一部分服务没有响应，未扣除积分。几秒后再试。" },
  unexpected: {
    title: "出错了",
    text: "这是我们的问题，已记录下来。如果扣除了积分却没有图片，积分会自动退回。",
  },
  notSent: "没有发送成功：无法连接到本站。输入和选择的内容都还在，联网后再发送一次即可，不会重复执行或扣费。",
  typed: "输入的内容",
  tryAgain: "重试",
  make: "生成图片",
  pictures: "我的图片",
  requestId: (id, contact) =>
    contact ? (
      <>
        请求编号 {id}。如需反馈，附上编号联系 {contact}。
      </>
    ) : (
      <>请求编号 {id}。反馈问题时附上这个编号。</>
    ),
};
