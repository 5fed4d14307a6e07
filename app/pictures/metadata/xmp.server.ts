import { modelName } from "~/models/models";

/** What a picture was made of. */
export type Origin = { prompt: string; model: string; seed: number; created_at: string };

/** A packet of XMP, which picture programs read: the prompt as the description, model and seed as what made it. */
export function xmpPacket({ prompt, model, seed, created_at }: Origin): Uint8Array {
  const tool = `Flux AI, ${modelName(model)}, seed ${seed}`;
  return new TextEncoder().encode(
    [
      '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>',
      '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
      '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"',
      ` xmp:CreatorTool="${escaped(tool)}" xmp:CreateDate="${created_at}">`,
      `<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${escaped(prompt)}</rdf:li></rdf:Alt></dc:description>`,
      "</rdf:Description></rdf:RDF></x:xmpmeta>",
      '<?xpacket end="r"?>',
    ].join(""),
  );
}

/** Text as XML holds it; characters that XML cannot hold at all become a space. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
