import type { ReactNode } from "react";
import { LARGEST_FORM_KB } from "~/http/limits";
import { LARGEST_PICTURE_FORM_MB } from "~/pictures/limits";

/** The words of pages for errors: what happened, what it cost, and what to do. */
export const errors = {
  summary: "There is a problem",
  400: {
    title: "That could not be read",
    text: "What was sent is not a complete form. Go back, check it and send it again.",
  },
  403: {
    title: "That did not come from this site",
    text: "Nothing says that the form was sent from a page of this site, so nothing was done. Open the page here and send it again.",
  },
  404: { title: "Page not found", text: "There is nothing at this address, or it belongs to somebody else." },
  405: {
    title: "That does not work here",
    text: "This address does not take that kind of request. Nothing was done. Go on from a page of this site.",
  },
  413: {
    title: "That was too much",
    text: `What was sent is larger than ${LARGEST_FORM_KB} KB, or than ${LARGEST_PICTURE_FORM_MB} MB with a picture. Nothing was done, and your text is still there when you go back. Shorten it, or choose a smaller picture, and send it again.`,
  },
  415: {
    title: "That was not a form",
    text: "Only forms can be sent to this address. Nothing was done. Go on from a page of this site.",
  },
  421: {
    title: "This is not the site’s address",
    text: "The site has another address and answers only there. Nothing was done. Open it at its own address.",
  },
  429: {
    title: "Too much at once",
    text: "More was asked for than can be done just now. Nothing was charged. Try again in a minute.",
  },
  503: {
    title: "Closed for a moment",
    text: "A part of the service does not answer. Nothing was charged. Try again in a few seconds.",
  },
  unexpected: {
    title: "Something went wrong",
    text: "This is our mistake, and it is noted. If a credit was taken, it comes back by itself when there is no picture.",
  },
  notSent:
    "This did not get through: the site cannot be reached. What you typed and chose is still here. Send it again when you are connected; it is not done or paid twice.",
  typed: "What you typed",
  tryAgain: "Try again",
  make: "Make a picture",
  pictures: "Your pictures",
  requestId: (id: ReactNode, contact: ReactNode) =>
    contact ? (
      <>
        Request id {id}. Name it when you write to {contact}.
      </>
    ) : (
      <>Request id {id}. Name it when you report this.</>
    ),
};
