import { startBusy } from "./enhance/busy";
import { startCopying } from "./enhance/copy";
import { startCountdowns } from "./enhance/countdown";
import { startDraft } from "./enhance/draft";
import { startEvents } from "./enhance/events";
import { startForms } from "./enhance/forms";
import { startGrowing } from "./enhance/grow";
import { startKeys } from "./enhance/keys";
import { startLooking } from "./enhance/look";
import { startPerson } from "./enhance/person";
import { startPictures } from "./enhance/pictures";
import { startPrice } from "./enhance/price";
import { startSelecting } from "./enhance/select";
import { rememberTimeZone } from "./enhance/time-zone";
import { startUnread } from "./enhance/unread";

/**
 * All that scripts do on our pages: each behaviour is a file, and finds by attributes what it is for. What one of them
 * throws must not keep the others from starting, since every page works without any of them.
 */
const BEHAVIOURS = [
  startForms,
  startBusy,
  startPerson,
  startEvents,
  startLooking,
  startCountdowns,
  startPrice,
  startUnread,
  startDraft,
  startKeys,
  startSelecting,
  startCopying,
  startPictures,
  startGrowing,
  rememberTimeZone,
];

for (const start of BEHAVIOURS) {
  try {
    start();
  } catch (error) {
    console.error(error);
  }
}
