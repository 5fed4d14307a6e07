import type { ModelKey } from "~/models/models";

/** What each model is good for, in a few words. */
export const models: Record<ModelKey, string> = {
  schnell: "速度快，适合尝试想法。",
  dev: "细节更丰富，可调的选项更多。",
  pro: "画质精细，紧扣提示词。",
  kontext: "修改你的图片。",
  flux2: "最新模型，上传或不上传图片都能用。",
};
