/** Families by what their `User-Agent` has in it, those first that also name another. */
const BROWSERS: [sign: RegExp, name: string][] = [
  [/MicroMessenger\//, "WeChat"],
  [/\bEdg(e|A|iOS)?\//, "Edge"],
  [/\bOPR\/|\bOpera\b/, "Opera"],
  [/SamsungBrowser\//, "Samsung Internet"],
  [/\b(HuaweiBrowser|ArkWeb)\//, "Huawei Browser"],
  [/\bMiuiBrowser\//, "Mi Browser"],
  [/\bUCBrowser\//, "UC Browser"],
  [/\bVivaldi\//, "Vivaldi"],
  [/\b(Firefox|FxiOS)\//, "Firefox"],
  [/\b(Chrome|CriOS|Chromium)\//, "Chrome"],
  [/\bVersion\/.*\bSafari\//, "Safari"],
  [/^curl\//, "curl"],
];

const SYSTEMS: [sign: RegExp, name: string][] = [
  [/HarmonyOS|OpenHarmony/, "HarmonyOS"],
  [/Android/, "Android"],
  [/iPad/, "iPadOS"],
  [/iPhone|iPod/, "iOS"],
  [/Windows/, "Windows"],
  [/Mac OS X|Macintosh/, "macOS"],
  [/\bCrOS\b/, "ChromeOS"],
  [/Linux|X11/, "Linux"],
];

/** How much of the header is looked at: whoever sends it may send anything. */
const MOST_CHARACTERS = 500;

/**
 * A browser and its system as somebody would name them, "Firefox, Windows": enough to know one's own again. Empty when
 * neither is known. Only words of ours are in it, whatever was sent.
 */
export function browserName(request: Request): string {
  const sent = (request.headers.get("User-Agent") ?? "").slice(0, MOST_CHARACTERS);
  return [BROWSERS, SYSTEMS]
    .flatMap((known) => known.find(([sign]) => sign.test(sent))?.[1] ?? [])
    .join(", ");
}
