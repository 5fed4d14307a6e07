import type { Words } from "../words";
import { account } from "./account";
import { factor } from "./accounts/factor";
import { invites } from "./accounts/invites";
import { leaving } from "./accounts/leaving";
import { mail } from "./accounts/mail";
import { passkeys } from "./accounts/passkeys";
import { recovery } from "./accounts/recovery";
import { sessions } from "./accounts/sessions";
import { signInWith } from "./accounts/sign-in-with";
import { credits } from "./credits";
import { errors } from "./errors";
import { between, credit, formats, pictures } from "./formats";
import { history } from "./history";
import { limits } from "./limits";
import { make } from "./make";
import { mistakes } from "./mistakes";
import { models } from "./models";
import { notices } from "./notices";
import { page } from "./page";
import { compare, picture } from "./picture";
import { collections } from "./pictures/collections";
import { deleted } from "./pictures/deleted";
import { downloads } from "./pictures/downloads";
import { operator } from "./running/operator/operator";
import { reports } from "./running/reports";
import { settings } from "./settings";
import { sharing } from "./sharing";
import { shop } from "./shop/shop";
import { texts } from "./texts";
import { waiting } from "./waiting";
import { welcome } from "./welcome";

export const zhHans: Words = {
  language: "zh-Hans",
  ...{ ...formats, between, credit, pictures },
  ...{ page, welcome, make, mistakes, waiting, picture, compare, sharing },
  aboutModels: models,
  ...{ history, collections, deleted, downloads, credits, account, recovery, sessions, leaving, invites },
  ...{ factor, passkeys, signInWith },
  ...{ shop, mail, settings, notices, errors, limits, operator, reports, texts },
};
