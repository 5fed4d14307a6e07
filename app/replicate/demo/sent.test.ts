import { expect, test } from "vitest";
import { readPicture } from "~/platform/formats/read-picture.server";
import { demoPicture } from "../../../test/demo-pictures";
import { encoded, noise, plain } from "../../../test/real-pictures";
import { world } from "../../../test/world";
import { replicateFor } from "../client.server";
import { broughtPicture } from "./brought.server";

async function send(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const { settings, timings } = world({ REPLICATE_API_TOKEN: "" });
  const upload = await replicateFor(settings, timings).upload(new File([bytes], "picture"));
  if (upload.kind !== "file") throw new Error(upload.kind);
  return upload.file.url;
}

test("a file that was sent is enlarged by its own size, however small it travels", async () => {
  const address = await send(await encoded("image/png", noise(600, 400)));
  expect(address.length).toBeLessThan(60_000);
  const brought = await broughtPicture(address);
  expect(brought).toMatchObject({ kind: "picture", size: [600, 400] });
  expect(brought.kind === "picture" && brought.pixels.width).toBeLessThan(600);
  const large = readPicture(await demoPicture("nightmareai/real-esrgan", { image: address, scale: 2 }));
  expect(large).toMatchObject({ width: 1200, height: 800 });
});

test("what is no picture is not read", async () => {
  const nonsense = await send(new Uint8Array([1, 2, 3]));
  const elsewhere = "https://example.com/picture.png";
  expect([await broughtPicture(nonsense), await broughtPicture(elsewhere)]).toEqual([
    { kind: "unreadable" },
    { kind: "unreadable" },
  ]);
});

test("the same picture has another address each time it is sent", async () => {
  const file = await encoded("image/png", plain(8, 8, [1, 2, 3]));
  expect(await send(file)).not.toBe(await send(file));
});
