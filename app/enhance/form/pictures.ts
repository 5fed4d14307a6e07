import { PREVIEW_SIDE } from "../limits";
import { picturesIn } from "./price";

/** Shows the pictures that a file field holds, and takes those that are pasted or dropped anywhere on its page. */
export function startPictures(): void {
  document.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    if (target.matches("[data-preview]")) void preview(target);
    if (target.form?.matches(".order-form")) suit(target.form);
  });
  document.addEventListener("paste", (event) => {
    if (bring(event.clipboardData)) event.preventDefault();
  });
  document.addEventListener("dragover", (event) => {
    if (field() && event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    if (field() && event.dataTransfer?.types.includes("Files")) event.preventDefault();
    bring(event.dataTransfer);
  });
}

const field = () => document.querySelector<HTMLInputElement>("[data-preview]");

/** Returns whether there was a picture, and a field for it. */
function bring(data: DataTransfer | null): boolean {
  const input = field();
  const pictures = [...(data?.files ?? [])].filter(({ type }) => input?.accept.split(",").includes(type));
  if (!input || pictures.length === 0) return false;
  const all = new DataTransfer();
  const before = input.multiple ? [...(input.files ?? [])] : [];
  for (const file of [...before, ...pictures].slice(0, input.multiple ? undefined : 1)) all.items.add(file);
  input.files = all.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  return true;
}

/** Chooses a model that takes what is brought, and says that the ratio will be the picture's. */
function suit(form: HTMLFormElement): void {
  const pictures = picturesIn(form);
  form.toggleAttribute("data-pictured", pictures > 0);
  const model = form.querySelector<HTMLInputElement>("[name=model]:checked");
  if (pictures === 0 || !model || model.dataset.takes !== "none") return;
  const other = form.dataset.withPictures ?? "";
  for (const radio of form.querySelectorAll<HTMLInputElement>("[name=model]"))
    radio.checked ||= radio.value === other;
}

/** Paints on canvases: an address for a picture of this page's own is what the content security policy forbids. */
async function preview(input: HTMLInputElement): Promise<void> {
  const files = [...(input.files ?? [])];
  const painted = await Promise.all(files.map((file) => paint(file).catch(() => null)));
  const form = input.form;
  form?.querySelector("[data-previews]")?.remove();
  // Another choice may have come meanwhile.
  if (!form || files.length === 0 || files.some((file, index) => file !== input.files?.[index])) return;
  const list = document.createElement("ol");
  list.dataset.previews = "";
  list.className = "brought-pictures";
  list.start = Number(input.dataset.brought) + 1;
  for (const canvas of painted)
    if (canvas) list.appendChild(document.createElement("li")).appendChild(canvas);
  form.querySelector(".prompt-field")?.insertAdjacentElement("beforebegin", list);
}

async function paint(file: File): Promise<HTMLCanvasElement> {
  const picture = await createImageBitmap(file);
  const scale = Math.min(PREVIEW_SIDE / Math.max(picture.width, picture.height), 1);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", file.name);
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return canvas;
}
