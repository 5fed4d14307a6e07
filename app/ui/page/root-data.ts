import { useRouteLoaderData } from "@remix-run/react";
import type { Visitor } from "~/accounts/user";
import type { Notice } from "~/http/notice.server";
import type { Theme } from "~/http/preferences.server";
import type { TimeZone } from "~/http/time-zone.server";

/** What every page knows, given by the root's loader. */
export type RootData = {
  /** Null for whoever is not signed in. */
  user: Pick<Visitor, "email" | "credits" | "isOperator" | "endsAt"> | null;
  /** Stands for the user on this page; empty for whoever is not signed in. */
  mark: string;
  /** Whether there is one person, who never signs in: no accounts are shown, and credits are not counted. */
  isSingle: boolean;
  isDemo: boolean;
  /** Whether credits can be bought. */
  hasShop: boolean;
  /** What the operator says to whoever has too few credits. */
  creditsHelp: string | undefined;
  /** The token for every form that is posted; undefined for a browser that keeps no cookie of ours. */
  formToken: string | undefined;
  /** Whether this page is a form with mistakes, shown again. */
  hasFailedForm: boolean;
  /** What the page says was just done; null for nothing. */
  notice: Notice | null;
  /** What the operator says on all pages, and of orders while none are taken; empty for nothing. */
  line: string;
  theme: Theme;
  hasShortcuts: boolean;
  timeZone: TimeZone;
  /** The origin under which the app is seen from outside. */
  origin: string;
};

/** The root loader's data; undefined on a page for which no loader ran. */
export function useRootData(): RootData | undefined {
  return useRouteLoaderData("root") as RootData | undefined;
}
