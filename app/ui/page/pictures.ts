import { useContext } from "react";
import type { Shown } from "~/pictures/brought/shown.server";
import type { PictureAddresses } from "~/pictures/signed/address.server";
import { RequestContext } from "./request-context";

/** Where this page's pictures are found: at addresses that open in this session alone, without a look into the database. */
export function usePictures(): PictureAddresses {
  const { pictures } = useContext(RequestContext);
  if (!pictures) throw new Error("This page was drawn without addresses for its pictures.");
  return pictures;
}

/** Where a picture that an order is made with is seen. */
export function addressOfShown(pictures: PictureAddresses, shown: Shown): string {
  return shown.field === "input" ? pictures.input(shown) : pictures.picture(shown.made);
}

/** Where the thumbnail of a generation is found; null while it has no picture. */
export function thumbnailOf(pictures: PictureAddresses, { image_id, input_id }: Row): string | null {
  return image_id && pictures.thumbnail({ image_id, input_id });
}

type Row = { image_id: string | null; input_id: string | null };
