import { modelName } from "~/models/models";

/** What laws want every file to say: that it was made by AI, by whom, and by what it is found in their books. */
export type Mark = {
  /** The picture's id. */
  id: string;
  /** The site's name: who made the picture, and who hands it on. */
  producer: string;
  /** Whether it was made from a picture, not from words alone. */
  isEdit: boolean;
};

/** What a picture was made of. */
export type Origin = { prompt: string; model: string; seed: number; created_at: string };

/** What a file of any maker's says of itself by the two marks: IPTC's source types that name an algorithm, and AIGC. */
const SAYS_MADE_BY_AI = ["rainedAlgorithmicMedia", "ns/AIGC/"];

/** Whether a picture's file says that it was made by AI, by us or by anybody. */
export function saysMadeByAi(file: Uint8Array): boolean {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  return SAYS_MADE_BY_AI.some((words) => bytes.includes(words, 0, "latin1"));
}

/** A picture's mark in the columns of the generation that it belongs to. */
export function markOf(image: { id: string; input_id: string | null }, producer: string): Mark {
  return { id: image.id, producer, isEdit: image.input_id !== null };
}

/**
 * A packet of XMP, which picture programs read, with the mark, and with the origin as description and tool where the owner
 * wants that inside. IPTC's source type is what the EU's AI Act is met by; AIGC is China's GB 45438, with every field it names.
 */
export function xmpPacket(mark: Mark, origin?: Origin): Uint8Array {
  const { id, producer } = mark;
  const aigc = {
    ...{ Label: "1", ContentProducer: producer, ProduceID: id, ReservedCode1: "" },
    ...{ ContentPropagator: producer, PropagateID: id, ReservedCode2: "" },
  };
  return new TextEncoder().encode(
    [
      '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>',
      described(mark, aigc, origin ? originIn(origin, producer) : ""),
      '<?xpacket end="r"?>',
    ].join(""),
  );
}

/** The mark of a thumbnail, of which a page shows many: no more than that AI made it. */
export function shortXmpPacket(mark: Pick<Mark, "isEdit">): Uint8Array {
  return new TextEncoder().encode(described(mark, { Label: "1" }, ""));
}

function described({ isEdit }: Pick<Mark, "isEdit">, aigc: Record<string, string>, more: string): string {
  const source = isEdit ? "compositeWithTrainedAlgorithmicMedia" : "trainedAlgorithmicMedia";
  return [
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"',
    ' xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/"',
    ` Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/${source}">`,
    `<TC260:AIGC>${escaped(JSON.stringify(aigc))}</TC260:AIGC>${more}`,
    "</rdf:Description></rdf:RDF></x:xmpmeta>",
  ].join("");
}

function originIn({ prompt, model, seed, created_at }: Origin, producer: string): string {
  const tool = `${producer}, ${modelName(model)}, seed ${seed}`;
  return [
    `<xmp:CreatorTool xmlns:xmp="http://ns.adobe.com/xap/1.0/">${escaped(tool)}</xmp:CreatorTool>`,
    `<xmp:CreateDate xmlns:xmp="http://ns.adobe.com/xap/1.0/">${created_at}</xmp:CreateDate>`,
    '<dc:description xmlns:dc="http://purl.org/dc/elements/1.1/">',
    `<rdf:Alt><rdf:li xml:lang="x-default">${escaped(prompt)}</rdf:li></rdf:Alt></dc:description>`,
  ].join("");
}

/** Text as XML holds it between tags; characters that XML cannot hold at all become a space. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
