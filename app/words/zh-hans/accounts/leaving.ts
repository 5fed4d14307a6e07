import { LEAVING_DAYS } from "~/accounts/leaving/limits";
import type { Words } from "../../words";

export const leaving: Words["leaving"] = {
  title: "注销账号",
  goes: "会删除的内容",
  goesText:
    "邮箱和密码、所有图片、提示词和上传的图片、合集、分享链接，以及剩余的积分。按下按钮后，分享的链接立即失效，所有设备都会退出登录。",
  stays: "会保留的内容",
  staysText:
    "积分明细：积分何时赠送、使用和购买，不含姓名和邮箱，仅用于记账。另外保留一个标记，表明这个邮箱已领取过赠送积分，从中无法还原邮箱地址。",
  undone: `${LEAVING_DAYS} 天内可以撤销`,
  undoneText: `${LEAVING_DAYS} 天内登录，一切照旧，分享链接也会恢复。之后所有内容将永久删除，无法找回。`,
  before: "先下载全部内容",

  takeAll: "下载全部内容",
  takeAllText:
    "一个 ZIP 文件，包含账号信息、登录设备、积分明细、购买记录、合集、分享链接，以及全部图片和一份清单（提示词、模型、种子、时间和花费）。",
  brought: "上传的图片",
  lists: "下载图片以外的全部内容",
  picturesInParts: "分几部分下载图片",
};
