import { expect, test } from "vitest";
import { dayOf, startOfDay, timeZoneOf } from "./time-zone.server";

const asking = (cookie: string | null, timezone?: string) =>
  new Request("http://localhost/", {
    headers: cookie === null ? {} : { Cookie: cookie },
    ...(timezone && { cf: { timezone } as IncomingRequestCfProperties }),
  });

test.each([
  ["session=x; time_zone=Asia/Shanghai", undefined, { name: "Asia/Shanghai", isKnown: true }],
  ["time_zone=Europe/Berlin", "America/New_York", { name: "Europe/Berlin", isKnown: true }],
  [null, "America/New_York", { name: "America/New_York", isKnown: true }],
  ["time_zone=Moon/Base", "America/New_York", { name: "America/New_York", isKnown: true }],
  ["time_zone=<script>", undefined, { name: "UTC", isKnown: false }],
  [`time_zone=${"x".repeat(4000)}`, undefined, { name: "UTC", isKnown: false }],
  [null, undefined, { name: "UTC", isKnown: false }],
])("the zone of %j near %j", (cookie, near, expected) => {
  expect(timeZoneOf(asking(cookie, near))).toEqual(expected);
});

test.each([
  ["2026-01-15", "UTC", "2026-01-15T00:00:00.000Z"],
  ["2026-01-15", "Asia/Shanghai", "2026-01-14T16:00:00.000Z"],
  ["2026-01-15", "America/New_York", "2026-01-15T05:00:00.000Z"],
  ["2026-01-15", "Asia/Kathmandu", "2026-01-14T18:15:00.000Z"],
  // The clocks change on the day, after it has begun.
  ["2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00.000Z"],
  ["2026-03-30", "Europe/Berlin", "2026-03-29T22:00:00.000Z"],
  ["2026-10-26", "Europe/Berlin", "2026-10-25T23:00:00.000Z"],
  // There is no midnight: the day begins at one o'clock.
  ["2026-03-29", "Asia/Beirut", "2026-03-28T22:00:00.000Z"],
  ["2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00.000Z"],
  // Clocks go back at three on the day; the day before and the one after begin as usual.
  ["2026-04-04", "Australia/Sydney", "2026-04-03T13:00:00.000Z"],
  ["2026-04-05", "Australia/Sydney", "2026-04-04T13:00:00.000Z"],
  ["2026-04-06", "Australia/Sydney", "2026-04-05T14:00:00.000Z"],
  ["2026-10-04", "Australia/Sydney", "2026-10-03T14:00:00.000Z"],
  ["2026-10-05", "Australia/Sydney", "2026-10-04T13:00:00.000Z"],
  ["2026-04-05", "Australia/Lord_Howe", "2026-04-04T13:00:00.000Z"],
  // Midnight comes twice: the day begins at the first.
  ["2026-11-01", "America/Havana", "2026-11-01T04:00:00.000Z"],
  ["1900-01-01", "UTC", "1900-01-01T00:00:00.000Z"],
  ["2999-12-31", "Asia/Tokyo", "2999-12-30T15:00:00.000Z"],
])("%s in %s begins at %s", (day, zone, expected) => {
  const start = startOfDay(day, zone);
  expect(start).toBe(expected);
  const moment = Date.parse(start);
  expect(dayOf(moment, zone)).toBe(day);
  expect(dayOf(moment - 1, zone) < day).toBe(true);
});
