/** Where the bytes of an image lie in R2. */
export const PICTURES = "pictures/";
export const THUMBNAILS = "thumbnails/";

export const pictureKey = (id: string) => PICTURES + id;
export const thumbnailKey = (id: string) => THUMBNAILS + id;

/** All that is stored of an image: what goes when it goes. */
export const keysOf = (id: string) => [pictureKey(id), thumbnailKey(id)];
