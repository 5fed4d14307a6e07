import type { Words } from "../words";

/** The words around the texts of whoever runs the site. */
export const texts: Words["texts"] = {
  terms: "服务条款",
  privacy: "隐私政策",
  imprint: "运营者信息",
  onlyElsewhere: "此文本没有中文版。",
  accepts: (link) => <>注册即表示同意{link("服务条款")}。</>,
  aboutData: (link) => <>数据如何处理，见{link("隐私政策")}。</>,
};
