import type { Page } from "playwright-core";

/** Opens one of the composer's panels, chooses a radio button in it by its name, and closes the panel. */
export async function choose(
  page: Page,
  panel: "model" | "shape" | "count",
  name: string | RegExp,
): Promise<void> {
  const chip = page.locator(`.chip-${panel}`);
  // What a choice costs, and what it is good for, follows its name.
  const begins = typeof name === "string" ? new RegExp(`^${name.replace(/\W/g, "\\$&")}( |$)`) : name;
  const radio = chip.getByRole("radio", { name: begins });
  await chip.locator("> summary").click();
  if (!(await radio.isVisible())) await chip.getByText("More models").click();
  await radio.check();
  await chip.locator("> summary").click();
}

/** Opens what few choose, and leaves it open. */
export async function openAdvanced(page: Page): Promise<void> {
  const chip = page.locator(".chip-advanced");
  if (!(await chip.evaluate((details: HTMLDetailsElement) => details.open)))
    await chip.locator("> summary").click();
}

/** Whether a value is chosen, in a panel that may be closed. */
export function isChosen(page: Page, name: string, value: string): Promise<boolean> {
  return page.locator(`.order-form [name="${name}"][value="${value}"]`).isChecked();
}
