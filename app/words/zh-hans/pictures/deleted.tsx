import type { Words } from "../../words";
import { formats, pictures } from "../formats";
import { history } from "../history";

/** The words of deleting, of putting back, and of deleting for good. */
export const deleted: Words["deleted"] = {
  title: "最近删除",
  titleOfOne: (prompt) => `已删除：${prompt}`,
  lead: (days) =>
    `删除的图片可以在 ${formats.number(days)} 天内恢复，之后图片、提示词和上传的图片都会永久删除。分享链接在删除时失效，恢复后也不再有效。`,
  empty: "没有最近删除的图片。",
  until: (when) => <>保留至 {when}</>,
  what: "处理最近删除的图片",
  putBack: "恢复",
  forGood: "永久删除…",
  allForGood: "全部永久删除…",

  isDeleted: "这张图片已删除",
  canBePutBack: (when) => <>{when} 之前可以恢复，之后图片、提示词和上传的图片都会永久删除。</>,
  others: "查看全部最近删除",

  asksForGood: (count) => `永久删除 ${pictures(count)}？`,
  asksForAll: "永久删除全部最近删除的图片？",
  whatGoes: "图片、提示词和上传的图片都会永久删除，无法恢复。花费的积分仍记录在积分明细中。",
  confirm: "永久删除",
  keep: "保留",

  notice: ({ deleted, links, open, unknown }, days, list) => (
    <>
      {deleted === 0 ? "没有删除任何图片。" : `已删除 ${pictures(deleted)}。`}
      {links > 0 && `${formats.count(links, { other: "# 个" })}分享链接已失效。`}
      {open > 0 && `${formats.count(open, { other: "# 张" })}仍在生成：先取消，再删除。`}
      {unknown > 0 && history.notFound(unknown)}
      {deleted > 0 && (
        <>
          {formats.number(days)} 天内可以在{list("最近删除")}中恢复。
        </>
      )}
    </>
  ),
  isBack: (count) =>
    count === 0 ? "没有可以恢复的图片：已经恢复，或已永久删除。" : `已恢复 ${pictures(count)}。`,
  gone: "已永久删除。",
  allGone: "最近删除已清空。图片很多时，文件会在一天内全部删除。",
};
