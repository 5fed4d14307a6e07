import type { Words } from "../words";
import { account } from "./account";
import { mail } from "./accounts/mail";
import { recovery } from "./accounts/recovery";
import { credits } from "./credits";
import { downloads } from "./downloads";
import { errors } from "./errors";
import { credit, formats, pictures } from "./formats";
import { history } from "./history";
import { limits } from "./limits";
import { make } from "./make";
import { mistakes } from "./mistakes";
import { models } from "./models";
import { notices } from "./notices";
import { page } from "./page";
import { compare, picture } from "./picture";
import { deleted } from "./pictures/deleted";
import { settings } from "./settings";
import { sharing } from "./sharing";
import { waiting } from "./waiting";
import { welcome } from "./welcome";

export const zhHans: Words = {
  language: "zh-Hans",
  ...{ ...formats, credit, pictures },
  ...{ page, welcome, make, mistakes, waiting, picture, compare, sharing },
  aboutModels: models,
  ...{ history, deleted, downloads, credits, account, recovery, mail, settings, notices, errors, limits },
};
