/** Whether a text has Chinese characters in it, which some models read and others do not. */
export function isInHan(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}
