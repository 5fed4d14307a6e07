import { isRouteErrorResponse, Link, useLocation } from "@remix-run/react";

type Words = { title: string; text: string };

const PAGES: Record<number, Words> = {
  400: {
    title: "That could not be read",
    text: "What was sent is not a complete form. Go back, check it and send it again.",
  },
  403: {
    title: "That did not come from this site",
    text: "The form was sent from another place, so nothing was done. Open the page here and send it again.",
  },
  404: { title: "Page not found", text: "There is nothing at this address, or it belongs to somebody else." },
  405: {
    title: "That does not work here",
    text: "This address does not take that kind of request. Nothing was done.",
  },
  413: {
    title: "That was too much",
    text: "What was sent is larger than 64 KB, or than 16 MB with a picture. Nothing was done, and your text is still there when you go back. Shorten it and send it again.",
  },
  415: { title: "That was not a form", text: "Only forms can be sent to this address. Nothing was done." },
  503: {
    title: "Closed for a moment",
    text: "A part of the service does not answer. Nothing was charged. Try again in a few seconds.",
  },
};

const UNEXPECTED: Words = {
  title: "Something went wrong",
  text: "This is our mistake, and it is noted. If a credit was taken, it comes back by itself when there is no picture.",
};

export function errorTitle(error: unknown): string {
  return wordsFor(error).title;
}

export function ErrorView({ error }: { error: unknown }) {
  const { title, text } = wordsFor(error);
  const { pathname, search } = useLocation();
  return (
    <div className="narrow">
      <h1>{title}</h1>
      <p>{text}</p>
      <p>
        {isRouteErrorResponse(error) && error.status === 503 && (
          <>
            <a href={pathname + search}>Try again</a> ·{" "}
          </>
        )}
        <Link to="/">Make a picture</Link> · <Link to="/history">Your pictures</Link>
      </p>
    </div>
  );
}

function wordsFor(error: unknown): Words {
  return (isRouteErrorResponse(error) && PAGES[error.status]) || UNEXPECTED;
}
