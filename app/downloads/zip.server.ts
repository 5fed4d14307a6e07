import { makeZip } from "client-zip";
import { nameAmongOthers } from "~/pictures/file-name.server";
import { withXmp } from "~/pictures/metadata/with-xmp.server";
import { markOf, xmpPacket } from "~/pictures/metadata/xmp.server";
import { openStored, type Stored } from "~/pictures/stored.server";
import { log } from "~/platform/log.server";
import type { Services } from "~/services.server";
import { type Absence, asCsv, asJson, type Line, lineOf } from "./manifest.server";
import type { Picture } from "./pictures.server";

type Choice = {
  /** Whether prompt and seed are written into the files. */
  prompt: boolean;
};

/**
 * A zip that is made while it is read: a picture is opened only when its turn comes, and memory holds a few pieces of
 * one picture. When the reader leaves, the store is read no further.
 */
export function zipOf(using: Services, pictures: Picture[], choice: Choice): ReadableStream<Uint8Array> {
  return makeZip(filesOf(using, pictures, choice), { buffersAreUTF8: true });
}

/** The files of pictures. The manifest comes last, since it says which pictures could not be read. */
export async function* filesOf(using: Services, pictures: Picture[], choice: Choice) {
  const lines: Line[] = [];
  for (const picture of pictures) {
    const found = await open(using, picture);
    if (typeof found === "string") {
      lines.push(lineOf(picture, null, found));
      continue;
    }
    const name = nameAmongOthers(picture);
    lines.push(lineOf(picture, name, ""));
    const image = { id: picture.image_id, input_id: picture.input_id };
    const mark = markOf(image, using.settings.SITE_NAME);
    const file = await withXmp(found, xmpPacket(mark, choice.prompt ? picture : undefined));
    try {
      yield { name, lastModified: new Date(picture.created_at), input: file.chunks() };
    } catch {
      return; // client-zip throws this way when its reader has left.
    } finally {
      await found.close();
    }
  }
  yield { name: "manifest.json", input: asJson(lines) };
  yield { name: "manifest.csv", input: asCsv(lines) };
  log.info({ event: "zip", pictures: lines.length, absent: lines.filter(({ file }) => !file).length });
}

async function open(using: Services, { image_id }: Picture): Promise<Stored | Absence> {
  const again = () => openStored(using, image_id);
  const found = await again()
    .catch(again)
    .catch(() => "could not be read" as const);
  return found ?? "missing in the store";
}
