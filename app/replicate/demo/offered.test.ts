import { afterEach, describe, expect, test, vi } from "vitest";
import { readPicture } from "~/platform/formats/read-picture.server";
import { dataUri, demoPicture } from "../../../test/demo-pictures";
import { varied } from "../../../test/real-pictures";
import { SCHEMAS } from "../schemas.server";
import type { Input } from "./input.server";
import { readOrder } from "./order.server";
import { answerAsReplicate } from "./stand-in.server";

const API = "https://api.replicate.com/v1";

afterEach(() => {
  vi.restoreAllMocks();
});

async function create(model: string, input: Input): Promise<Response> {
  const version = SCHEMAS[model]?.version;
  const url = version ? `${API}/predictions` : `${API}/models/${model}/predictions`;
  const body = JSON.stringify(version ? { version, input } : { input });
  return answerAsReplicate(
    new Request(url, { method: "POST", body, headers: { "Content-Type": "application/json" } }),
  );
}

test.each(Object.keys(SCHEMAS))(
  "%s answers with its own name, version and shape of output",
  async (model) => {
    const schema = SCHEMAS[model];
    const input: Input = {
      ...(schema?.input.prompt && { prompt: "a tree" }),
      ...(schema?.input.image && { image: await dataUri(varied(64, 64)) }),
    };
    const created = await create(model, input);
    expect(created.status).toBe(201);
    const { id } = await created.json<{ id: string }>();
    vi.spyOn(Date, "now").mockReturnValue(Date.now() + 60_000);
    const read = await answerAsReplicate(new Request(`${API}/predictions/${id}`));
    const prediction = await read.json<Record<string, unknown>>();
    expect(prediction).toMatchObject({ model, version: schema?.version ?? "hidden", status: "succeeded" });
    expect(Array.isArray(prediction.output) ? "list" : "one").toBe(schema?.output);
  },
);

test("what a model's schema does not take is refused as Replicate refuses it", async () => {
  const refused = await create("black-forest-labs/flux-2-pro", { prompt: "a tree", aspect_ratio: "21:9" });
  expect(refused.status).toBe(422);
  expect(await refused.json()).toMatchObject({
    title: "Input validation failed",
    invalid_fields: [{ type: "enum", field: "input.aspect_ratio" }],
  });
  expect((await create("black-forest-labs/flux-fill-pro", { prompt: "a tree" })).status).toBe(422);
  const strange = new Request(`${API}/predictions`, {
    method: "POST",
    body: JSON.stringify({ version: "f".repeat(64), input: {} }),
  });
  expect((await answerAsReplicate(strange)).status).toBe(404);
});

test.each<[string, Input, [number, number]]>([
  ["black-forest-labs/flux-schnell", { aspect_ratio: "16:9", megapixels: "0.25" }, [672, 384]],
  ["black-forest-labs/flux-krea-dev", { aspect_ratio: "21:9" }, [1536, 640]],
  ["black-forest-labs/flux-1.1-pro", { aspect_ratio: "custom", width: 512, height: 768 }, [512, 768]],
  ["black-forest-labs/flux-kontext-max", { aspect_ratio: "2:1" }, [1440, 720]],
  ["black-forest-labs/flux-2-klein-4b", { output_megapixels: "0.5" }, [720, 720]],
  ["black-forest-labs/flux-2-klein-4b", { output_megapixels: "4", aspect_ratio: "9:21" }, [1280, 3072]],
  ["black-forest-labs/flux-2-pro", { resolution: "2 MP" }, [1440, 1440]],
  ["black-forest-labs/flux-2-max", { resolution: "4 MP", aspect_ratio: "3:2" }, [2432, 1664]],
  ["google/nano-banana", { aspect_ratio: "21:9" }, [1536, 672]],
  ["bytedance/seedream-4", { size: "1K" }, [1024, 1024]],
  ["bytedance/seedream-4", { aspect_ratio: "16:9" }, [2560, 1440]],
  ["bytedance/seedream-4.5", { size: "4K", aspect_ratio: "1:1" }, [4096, 4096]],
  ["qwen/qwen-image", {}, [1664, 928]],
])("%s with %o", async (model, input, size) => {
  expect((await readOrder(model, { prompt: "a tree", ...input })).size).toEqual(size);
});

test.each(["webp", "jpg", "png"] as const)("a picture comes as %s when it is asked for", async (format) => {
  const input = { prompt: "a tree", seed: 1, output_megapixels: "0.25", output_format: format };
  const file = await demoPicture("black-forest-labs/flux-2-klein-4b", input);
  const type = format === "jpg" ? "image/jpeg" : `image/${format}`;
  expect(readPicture(file)).toMatchObject({ kind: "picture", isWhole: true, type, width: 512, height: 512 });
  expect(await demoPicture("black-forest-labs/flux-2-klein-4b", input)).toEqual(file);
});

test("a picture too large to be encoded whole is made row by row, as JPEG and as PNG", async () => {
  const large = { kind: "picture", isWhole: true, width: 2400, height: 1920 };
  const custom = { prompt: "a tree", size: "custom", width: 2400, height: 1920 };
  const seedream = await demoPicture("bytedance/seedream-4", custom);
  expect(readPicture(seedream)).toMatchObject({ ...large, type: "image/jpeg" });
  const image = await dataUri(varied(1200, 960), "image/webp");
  const enlarged = await demoPicture("recraft-ai/recraft-crisp-upscale", { image });
  expect(readPicture(enlarged)).toMatchObject({ ...large, type: "image/png" });
});

describe("Chinese", () => {
  const made = (model: string, prompt: string) =>
    demoPicture(model, { prompt, seed: 1, ...(model.includes("klein") && { output_megapixels: "0.25" }) });

  test("is not read by FLUX.1: whatever it says, the same picture comes", async () => {
    const schnell = "black-forest-labs/flux-schnell";
    const castle = await made(schnell, "一座城堡");
    expect(await made(schnell, "一只猫")).toEqual(castle);
    expect(await made(schnell, "a castle")).not.toEqual(castle);
  });

  test("is read by FLUX.2", async () => {
    const klein = "black-forest-labs/flux-2-klein-4b";
    expect(await made(klein, "一只猫")).not.toEqual(await made(klein, "一座城堡"));
    expect((await readOrder(klein, { prompt: "海边的灯塔" })).scene).toMatchObject({
      motif: "sea",
      subject: "lighthouse",
    });
  });
});
