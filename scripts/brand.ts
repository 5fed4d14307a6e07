import { existsSync } from "node:fs";
import { copyFile, readFile } from "node:fs/promises";
import { unstable_readConfig as readConfig } from "wrangler";
import { WELCOME_PICTURES } from "../app/ui/make/welcome-pictures";
import { en } from "../app/words/en";
import { startChromium } from "./chromium";

/**
 * `npm run brand` makes the app's icons, and the card that other sites show for a link, from the site's logo, or else the
 * sign there is, from its name, where `wrangler.toml` says one, and from its pictures.
 */
const dataUri = async (path: string, type: string) =>
  `data:${type};base64,${(await readFile(path)).toString("base64")}`;

const LOGO = "public/logo.svg";
const SIGN = "public/favicon.svg";
if (existsSync(LOGO)) await copyFile(LOGO, SIGN);
const name = String(readConfig({ config: "wrangler.toml" }).vars.SITE_NAME ?? "").trim();

const browser = await startChromium();

const sign = await dataUri(SIGN, "image/svg+xml");
for (const [file, size, padding] of [
  ["icon-192.png", 192, 0],
  ["icon-512.png", 512, 0],
  // Android cuts a maskable icon to any form: what matters has to lie in the middle four fifths.
  ["icon-maskable-512.png", 512, 64],
  ["apple-touch-icon.png", 180, 0],
] as const) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const ground = existsSync(LOGO) ? "#fff" : "#5b4bd6";
  await page.setContent(
    `<style>body { margin: 0; background: ${padding > 0 ? ground : "transparent"} } img { display: block; padding: ${padding}px; width: ${size - 2 * padding}px; height: ${size - 2 * padding}px; object-fit: contain }</style><img src="${sign}">`,
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
    b { font-size: 76px; letter-spacing: -0.03em; line-height: 1; white-space: nowrap; }
    img { width: 100%; height: 100%; object-fit: cover; }
    div img { width: 112px; height: 112px; object-fit: contain; }
    span { font-size: 30px; color: #aca6b8; display: block; letter-spacing: 0; margin-top: 14px; font-weight: 400; }
  </style>
  ${[0, 4, 3].map((at) => `<img src="${pictures[at]}" style="grid-row: 1">`).join("")}
  <div><img src="${sign}" alt=""><b><bdi></bdi><span></span></b></div>
  ${[5, 1, 2].map((at) => `<img src="${pictures[at]}" style="grid-row: 3">`).join("")}
`);
await card.evaluate(
  ([title, below]) => {
    const [text, line, whole] = ["bdi", "span", "b"].map((tag) => document.querySelector<HTMLElement>(tag));
    if (!text || !line || !whole) return;
    text.textContent = title ?? "";
    line.textContent = below ?? "";
    // A long name is written smaller, until it has room beside the sign.
    for (let size = 76; text.offsetWidth > 944 && size > 20; size -= 2) whole.style.fontSize = `${size}px`;
  },
  name ? [name, en.welcome.heading] : [en.welcome.heading, ""],
);
await card.screenshot({ path: "public/open-graph.jpg", type: "jpeg", quality: 84 });
await browser.close();
