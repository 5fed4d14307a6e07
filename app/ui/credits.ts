/** `1 credit`, `12,345 credits`. */
export function credits(count: number): string {
  return `${count.toLocaleString("en")} ${count === 1 ? "credit" : "credits"}`;
}
