/** The largest file that somebody may bring, in millions of bytes: Replicate's own client sends no more in one request. */
export const LARGEST_UPLOAD_MB = 10;
/** A form with a picture is read up to this size, so that a file a little too large is told so beside the form. */
export const LARGEST_PICTURE_FORM_MB = LARGEST_UPLOAD_MB + 6;
/** The largest picture that somebody may bring: width times height, in millions of pixels. */
export const MOST_MEGAPIXELS = 16;
/** The most pictures that one order brings: no model takes more. */
export const MOST_PICTURES_IN = 10;
/** How many different pictures one person may bring from midnight to midnight, UTC. */
export const MOST_UPLOADS_A_DAY = 100;
/** The largest picture that is turned upright whole. A larger one is halved, from 16 megapixels to 4, as many as models take. */
export const MOST_MEGAPIXELS_TURNED = 4;
/** The largest file that is taken from Replicate, in millions of bytes: a PNG of 4096 by 4096 pixels has some 25. */
export const LARGEST_DOWNLOAD_MB = 40;
/** A larger file goes into the store in parts of this size, in MiB, of which one is in memory: R2 wants at least 5. */
export const PART_MB = 8;
/**
 * A page's address of a picture holds until this many days after the one on which it was drawn begin, UTC. No session is
 * looked up for it, so one that was ended elsewhere opens what it had addresses for until then.
 */
export const SIGNED_FOR_DAYS = 2;
/** The longer side of the JPEG that stands for a shared picture elsewhere. */
export const PREVIEW_SIDE_PIXELS = 1200;
/** The largest picture of which such a JPEG is made: an isolate holds eight bytes a pixel meanwhile. */
export const MOST_MEGAPIXELS_PREVIEWED = 4.2;
/** The most pixels that a model is given of a brought picture, in millions: the best models take no more. */
export const MOST_MEGAPIXELS_SHRUNK = 4;
/** The largest file that a model is given of a brought picture, in thousands of bytes. */
export const LARGEST_SHRUNK_KB = 900;
/** A file that Replicate does not remove is tried again after a minute, then after twice as long each time, up to this. */
export const LONGEST_REMOVAL_PAUSE_MINUTES = 30;
