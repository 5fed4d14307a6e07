import { readFile } from "node:fs/promises";
import { WELCOME_PICTURES } from "../app/ui/make/welcome-pictures";
import { en } from "../app/words/en";
import { startChromium } from "./chromium";

/** `npm run brand` makes the app's icons, and the card that other sites show for a link, from its sign and pictures. */
const dataUri = async (path: string, type: string) =>
  `data:${type};base64,${(await readFile(path)).toString("base64")}`;

const browser = await startChromium();

const sign = await dataUri("public/favicon.svg", "image/svg+xml");
for (const [file, size, padding] of [
  ["icon-192.png", 192, 0],
  ["icon-512.png", 512, 0],
  // Android cuts a maskable icon to any form: what matters has to lie in the middle four fifths.
  ["icon-maskable-512.png", 512, 64],
  ["apple-touch-icon.png", 180, 0],
] as const) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<style>body { margin: 0; background: ${padding > 0 ? "#5b4bd6" : "transparent"} } img { display: block; padding: ${padding}px; width: ${size - 2 * padding}px }</style><img src="${sign}">`,
  );
  await page.screenshot({
    path: `public/${file}`,
    omitBackground: padding === 0 && !file.startsWith("apple"),
  });
  await page.close();
}

const pictures = await Promise.all(
  WELCOME_PICTURES.map(({ key }) => dataUri(`app/ui/make/welcome-pictures/${key}.webp`, "image/webp")),
);
const card = await browser.newPage({ viewport: { width: 1200, height: 630 } });
await card.setContent(`
  <style>
    body { margin: 0; display: grid; grid-template: 210px 210px 210px / repeat(3, 1fr); background: #111014; color: #fff; font-family: system-ui, sans-serif; }
    div { grid-area: 2 / 1 / 3 / 4; display: flex; align-items: center; gap: 32px; padding: 0 56px; }
    b { font-size: 76px; letter-spacing: -0.03em; line-height: 1; }
    img { width: 100%; height: 100%; object-fit: cover; }
    div img { width: 112px; height: 112px; }
    span { font-size: 30px; color: #aca6b8; display: block; letter-spacing: 0; margin-top: 14px; font-weight: 400; }
  </style>
  ${[0, 4, 3].map((at) => `<img src="${pictures[at]}" style="grid-row: 1">`).join("")}
  <div><img src="${sign}" alt=""><b>Flux AI<span>${en.welcome.heading}</span></b></div>
  ${[5, 1, 2].map((at) => `<img src="${pictures[at]}" style="grid-row: 3">`).join("")}
`);
await card.screenshot({ path: "public/open-graph.jpg", type: "jpeg", quality: 84 });
await browser.close();
