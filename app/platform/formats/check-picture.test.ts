import { env } from "cloudflare:test";
import { describe, expect, test } from "vitest";
import { fixture, FIXTURES } from "../../../test/fixtures";
import { Bytes } from "./bytes.server";
import { checkPicture } from "./check-picture.server";
import { readPicture } from "./read-picture.server";
