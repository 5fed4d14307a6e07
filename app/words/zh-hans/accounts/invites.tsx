import type { Words } from "../../words";

const people = (count: number) => `${count} 人`;

export const invites: Words["invites"] = {
  title: "邀请",
  lead: "本站需要邀请才能注册。创建链接，发给想邀请的人。",
  make: "创建邀请链接",
  uses: "可邀请人数",
  people,
  days: "有效期",
  ofDays: (count) => `${count} 天`,
  left: (count) => (count > 0 ? `还可以邀请 ${people(count)}。` : "邀请名额已用完。"),
  stillFor: (left, uses, when) => (
    <>
      共 {people(uses)}，还可注册 {people(left)}，{when} 前有效
    </>
  ),
  over: "已失效",
  wasFor: (uses) => `${people(uses)}的邀请链接`,
  copy: "复制链接",
  end: "停用",
};
