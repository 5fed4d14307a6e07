import type { Words } from "../../words";
import { formats, naming, pictures } from "../formats";
import { history } from "../history";

/** The words of collections: pictures gathered under a name, by their owner and for whoever has a link. */
export const collections: Words["collections"] = {
  title: "合集",
  empty: "还没有合集。在这里新建一个，或者选择图片后加入合集。",
  noCover: "还没有图片",
  newName: "新合集的名称",
  make: "新建合集",
  previous: "上一页",
  next: "下一页",
  pages: "合集分页",

  settings: "重命名、分享或删除",
  settingsOf: (name) => `合集“${name}”`,
  open: "查看其中的图片",
  download: "下载",
  all: "全部合集",
  nothingInIt: "这个合集里还没有图片。在“我的图片”中选择几张，加入合集。",
  name: "名称",
  rename: "重命名",
  share: "分享",
  isShared: "拿到此链接的人都能看到合集中的图片，包括之后加入的。",
  isPrivate: "这个合集只有你能看到。创建链接后，拿到链接的人都能看到其中的图片，直到你撤销链接。",
  withPrompts: "显示提示词",
  indexable: "允许搜索引擎收录",
  makeLink: "创建链接",
  changeLink: "更新链接",
  revokeLink: "撤销链接",
  deleteTitle: "删除合集",
  deleteText: "图片会保留在“我的图片”中，合集的分享链接随之失效。",
  delete: "删除合集",

  add: "加入合集…",
  remove: "移出合集",
  removeFrom: (name) => `移出“${name}”`,
  setCover: "设为封面",
  addThese: (count) => `将 ${pictures(count)}加入合集`,
  choose: "我的合集",
  addTo: "加入",
  orNew: "或新建一个合集",
  keep: "取消",
  isIn: "所在合集",

  saveInto: "存入合集",
  saveIntoHint: "填写已有合集的名称，或新名称。不填则不存入合集。",

  emptyShared: "这里还没有图片。",
  untitled: "AI 生成的一组图片",
  sharedText: (site) => naming`用 ${site} 生成的一组图片`,
  backTo: (name) => `“${name}”的全部图片`,
  newer: "上一张",
  older: "下一张",
  pictureOf: (name) => `“${name}”中的图片`,

  collected: (added, already, unknown) =>
    [
      added > 0 ? `已加入 ${pictures(added)}。` : "没有加入新的图片。",
      already > 0 && `${formats.count(already, { other: "# 张" })}已在合集中。`,
      unknown > 0 && history.notFound(unknown),
    ]
      .filter(Boolean)
      .join(""),
  show: "查看合集",
  uncollected: (removed) =>
    removed > 0
      ? `已从合集中移出 ${pictures(removed)}，图片仍在“我的图片”中。`
      : "没有移出任何图片：所选图片不在这个合集中。",
  done: {
    renamed: "合集已重命名。",
    deleted: "合集已删除，图片仍在“我的图片”中。",
    cover: "封面已设置。",
    cover_one: "封面只能是一张已完成的图片。只选择一张后再设置。",
    link_made: "链接已创建。拿到链接的人都能看到这个合集，直到你撤销链接。",
    link_changed: "链接已更新，其他地方的缓存会在 1 分钟内同步。",
    link_revoked: "链接已撤销，其他地方的缓存会在 1 分钟内失效。",
  },
};
