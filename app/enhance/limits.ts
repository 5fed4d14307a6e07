/** How long an answer to a form may take. An order is held for some seconds while its picture is made. */
export const ANSWER_WITHIN_SECONDS = 60;
/** The same for a form that brings a picture, which a slow line takes its time to send. */
export const ANSWER_TO_PICTURE_WITHIN_SECONDS = 300;
/** How long a look at a page may take before the next one is worth more. */
export const LOOK_WITHIN_SECONDS = 20;
/** For how long a form that is sent as a document is not sent again; a navigation that was stopped by then may be tried anew. */
export const SENT_ONCE_WITHIN_SECONDS = 10;
/** The larger side of a preview, in pixels. */
export const PREVIEW_SIDE = 160;
/** For how long the picture before stays while the next one is decoded. */
export const DECODED_WITHIN_SECONDS = 10;
/** Processor cores from which on a motion between two pages costs a frame or two; on two it took a tenth of a second and more. */
export const CORES_FOR_MOTION = 6;
