import type { Page } from "playwright-core";
import { MODELS } from "~/models/models";
import { SITE_NAME } from "./catalogue";

const MODEL_NAMES = Object.values(MODELS).flatMap(({ name, short }) => [name, short ?? name]);

/** Names, units and keys that are written the same in Chinese. */
const NAMES =
  /GitHub|Google|Stripe|localhost:\d+|[0-9a-f-]{36}|FLUX[\w.]*( Kontext| Krea| Fill)?( \[\w+\])?( 4B)?|Nano Banana|Seedream [\d.]+|Qwen Image|Recraft Crisp Upscale|Real-ESRGAN|BRIA Remove Background|Replicate|REPLICATE_API_TOKEN|SMTP_URL|JavaScript|English|\b(UTC|JSON|CSV|zip|ZIP|PNG|JPEG|WebP|MB|KB|[124]K|Ctrl|Alt|Enter|AI)\b|\b[A-Z2-7]{4}( [A-Z2-7]{4}){5,7}\b|\S+@\S+|https?:\S+|\/\w+\/[\w.-]{40,}/g;

/** The texts with Latin words on a Chinese page, apart from names and from what the visitor wrote. */
export async function englishOn(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const theirs = [...document.querySelectorAll(".prompt, .card-prompt, .what-for a, img, .tile")]
      .flatMap((element) => [
        element.classList.contains("tile") ? "" : element.textContent,
        element.getAttribute("alt"),
        element.getAttribute("aria-label")?.replace(/^.{2,4}: /, ""),
      ])
      .flatMap((text) => (text ? [text, text.slice(0, 60)] : []))
      .concat(
        [...document.querySelectorAll<HTMLInputElement>("[type=search]")].flatMap(({ value }) => value || []),
      )
      .sort((a, b) => b.length - a.length);
    const found: string[] = [document.title];
    const walker = document.createTreeWalker(
      document.documentElement,
      NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
    );
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node instanceof Element ? node : node.parentElement;
      if (!element || element.closest("script, noscript, style, head")) continue;
      if (element.closest("textarea, .error-page code, [lang=en]")) continue;
      if (node instanceof Text) found.push(node.data);
      else
        for (const name of ["alt", "aria-label", "placeholder", "title"])
          found.push((node as Element).getAttribute(name) ?? "");
    }
    return found.map((text) => theirs.reduce((rest, own) => rest.replaceAll(own, ""), text));
  });
  return texts.filter(
    (text) =>
      !MODEL_NAMES.includes(text) && /[a-zA-Z]{2}/.test(text.replaceAll(SITE_NAME, "").replace(NAMES, "")),
  );
}
