/** Where bytes lie in R2: of pictures that were made, of their thumbnails and previews, and of what visitors brought. */
export const PICTURES = "pictures/";
export const THUMBNAILS = "thumbnails/";
export const PREVIEWS = "previews/";
export const INPUTS = "inputs/";

export const pictureKey = (id: string) => PICTURES + id;
export const thumbnailKey = (id: string) => THUMBNAILS + id;
export const previewKey = (id: string) => PREVIEWS + id;
export const inputKey = (id: string) => INPUTS + id;
