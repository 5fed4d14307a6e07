import type { ModelKey } from "~/models/models";

/** What each model is good for, in a few words. */
export const models: Record<ModelKey, string> = {
  klein: "又快又便宜，能看懂中文，也能修改图片。",
  schnell: "速度快，适合尝试想法。",
  dev: "细节更丰富，可调的选项更多。",
  krea: "像真实照片，自然不做作。",
  pro: "画质精细，忠于描述。",
  flux2: "细节出色，可参考多达 8 张图片。",
  flux2max: "FLUX 系列中画质最好。",
  kontext: "只改一处，其余保持不变。",
  kontextmax: "修改图片，图中文字也清晰可读。",
  nanobanana: "多张图片中的人和物保持一致。",
  seedream4: "最高 4K，可参考多张图片。",
  seedream45: "最高 4K，擅长海报和小字。",
  qwen: "能在图片里写中文和英文。",
  crisp: "放大并变清晰，不改动内容。",
  esrgan: "放大到 2 倍或 4 倍，不改动内容。",
  cutout: "只留下主体，背景透明。",
  fill: "把画面延伸到边缘之外。",
};
