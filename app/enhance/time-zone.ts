/** Tells the server with the next request which zone this browser is in. */
export function rememberTimeZone(): void {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `time_zone=${timeZone}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
}
