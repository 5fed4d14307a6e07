import type { ReactNode } from "react";
import { useWords } from "~/words/words";
import { DemoBanner } from "./header/demo";
import { Header } from "./header/header";
import { Tabs } from "./header/places";
import { NoticeBanner } from "./notice";
import { usePage } from "./page-handle";
import { useRootData } from "./root-data";
import { Footer } from "./site/footer";

/** What every page has around it. */
export function Page({ children }: { children: ReactNode }) {
  const { page } = useWords();
  const known = useRootData();
  const { layout } = usePage();
  return (
    <>
      <a className="skip" href="#main">
        {page.skip}
      </a>
      <Progress />
      <DemoBanner />
      <Header />
      <main id="main" tabIndex={-1} data-layout={layout}>
        <NoticeBanner notice={known?.notice} />
        {children}
      </main>
      <Footer />
      <Tabs />
      <span id="end" hidden />
    </>
  );
}

/** The sign that an answer is on the way; the stylesheet shows it only after a moment's wait. */
function Progress() {
  return <div className="progress" data-state="idle" />;
}
