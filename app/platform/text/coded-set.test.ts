import { expect, test } from "vitest";
import { COMMON_PASSWORDS } from "~/accounts/weak-passwords/common-passwords";
import passwords from "~/accounts/weak-passwords/common-passwords.txt?raw";
import { DISPOSABLE_DOMAINS } from "~/accounts/welcome/disposable-domains";
import domains from "~/accounts/welcome/disposable-domains.txt?raw";
import { readSet, writeSet } from "./coded-set";

test.each([
  ["of domains", DISPOSABLE_DOMAINS, domains.trim().split(/\n+/)],
  ["of passwords", COMMON_PASSWORDS, passwords.trim().split(/\n+/).slice(1)],
])("the set %s is of the list beside it, and of nothing else that people have", (_, set, list) => {
  expect(set).toEqual(writeSet(list));
  const { has } = readSet(set);
  expect(list.filter((word) => !has(word))).toEqual([]);
  const others = Array.from({ length: 20_000 }, (_, number) => `some other word ${number}`);
  expect(others.filter(has).length).toBeLessThan(10);
  const ours = [
    "com",
    "org",
    "net",
    "io",
    "de",
    "cn",
    "uk",
    "co.uk",
    "example.com",
    "gmail.com",
    "outlook.com",
  ];
  const more = [
    "qq.com",
    "163.com",
    "yahoo.com",
    "icloud.com",
    "proton.me",
    "gmx.de",
    "hotmail.com",
    "web.de",
  ];
  expect([...ours, ...more].filter(has)).toEqual([]);
});

test("a set of few words has them", () => {
  const { has } = readSet(writeSet(["a", "b", "a"]));
  expect(["a", "b", "c", ""].map(has)).toEqual([true, true, false, false]);
});
