import { startCopying } from "./enhance/copy";
import { startCountdowns } from "./enhance/countdown";
import { startEvents } from "./enhance/events";
import { startBusy } from "./enhance/form/busy";
import { startCaret } from "./enhance/form/caret";
import { startDraft } from "./enhance/form/draft";
import { startForms } from "./enhance/form/forms";
import { startGrowing } from "./enhance/form/grow";
import { startLength } from "./enhance/form/length";
import { startPictures } from "./enhance/form/pictures";
import { startPrice } from "./enhance/form/price";
import { startUnread } from "./enhance/form/unread";
import { startKeys } from "./enhance/keys";
import { startOffline } from "./enhance/offline";
import { startGoing } from "./enhance/page/go";
import { startLooking } from "./enhance/page/look";
import { startOpening } from "./enhance/page/opening";
import { startPerson } from "./enhance/page/person";
import { startPanels } from "./enhance/panels";
import { startSelecting } from "./enhance/select";
import { startEdge } from "./enhance/stage";
import { rememberTimeZone } from "./enhance/time-zone";

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
  // Before the price: what is brought may choose another model.
  startPictures,
  startPrice,
  startUnread,
  startDraft,
  startCaret,
  startKeys,
  startGoing,
  startPanels,
  startEdge,
  startSelecting,
  startCopying,
  startLength,
  startGrowing,
  startOffline,
  startOpening,
  rememberTimeZone,
];

for (const start of BEHAVIOURS) {
  try {
    start();
  } catch (error) {
    console.error(error);
  }
}
