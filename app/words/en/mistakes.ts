import { LONGEST_EMAIL, LONGEST_PASSWORD, SHORTEST_PASSWORD } from "~/accounts/limits";
import { CHALLENGE_MINUTES, LONGEST_PASSKEY_NAME, MOST_PASSKEYS } from "~/accounts/passkeys/limits";
import { LONGEST_REASON, MOST_CREDITS_AN_ACT } from "~/accounts/role/limits";
import { LONGEST_COLLECTION_NAME, MOST_COLLECTIONS } from "~/history/collections/limits";
import type { Mistake } from "~/http/mistakes";
import { HIGHEST_SEED, LONGEST_PROMPT, MOST_AT_ONCE } from "~/models/limits";
import {
  LARGEST_UPLOAD_MB,
  MOST_MEGAPIXELS,
  MOST_MEGAPIXELS_TURNED,
  MOST_UPLOADS_A_DAY,
} from "~/pictures/limits";
import { LONGEST_SEARCH } from "~/search/limits";
import { LONGEST_LINE, LONGEST_SAID } from "~/site/limits";
import { formats } from "./formats";

export const mistakes: Record<Mistake, string> = {
  incomplete: "This form was incomplete. Check it and send it again.",
  unknown_field: "This form had a field that does not belong to it. Check it and send it again.",
  not_text: "Enter text, not a file",
  sent_twice: "This was sent twice. Check it and send it again.",

  prompt_empty: "Enter a prompt",
  prompt_too_long: `Prompt must be ${formats.number(LONGEST_PROMPT)} characters or less`,
  prompt_refused:
    "This site makes no pictures of a word in this prompt. Nothing was charged: change it and send it again.",
  model_unknown: "Choose a model from the list",
  ratio_unknown: "Choose a ratio from the list",
  ratio_not_of_model: "Choose a ratio that this model has",
  ratio_needs_picture: "Choose a ratio, or add the picture whose ratio it is to have",
  size_not_of_model: "Choose a size that this model has",
  detail_unknown: "Choose a detail from the list",
  outpaint_missing: "Choose how far or to which side the picture is extended",
  prompt_not_read:
    "This model does not read Chinese. Nothing was charged: choose another model, or send it again if you want it all the same.",
  seed_range: `Seed must be a whole number from 0 to ${HIGHEST_SEED}`,
  count_range: `How many must be a whole number from 1 to ${MOST_AT_ONCE}`,
  guidance_range: "Guidance must be a number in the range that its hint says",
  steps_range: "Steps must be a whole number in the range that its hint says",
  strength_range: "Strength must be a number from 0 to 1",
  price_rose:
    "The price is not the one that you were shown. Nothing was charged: send it again if you agree to the price on the button.",

  picture_missing: "Choose a picture to change",
  picture_signed_out:
    "Sign in before you add a picture. Nothing was charged and your prompt is saved, but not the picture.",
  picture_gone: "That picture is not there any more. Choose another.",
  picture_empty: "The file is empty. Choose another.",
  picture_too_large: `The picture must be ${LARGEST_UPLOAD_MB} MB or less`,
  picture_wrong_kind: "Choose a PNG, JPEG or WebP picture",
  picture_too_many_pixels: `The picture must have ${MOST_MEGAPIXELS} megapixels or fewer`,
  picture_damaged: "The picture is damaged. Choose another.",
  picture_moves: "This picture moves. Choose a still one.",
  picture_lies: `This picture lies on its side and is too large to be turned. Save it upright, or with ${MOST_MEGAPIXELS_TURNED} megapixels or fewer.`,
  pictures_too_many_for_model: "These are more pictures than this model takes. Leave some out.",
  pictures_too_many: `You added ${MOST_UPLOADS_A_DAY} pictures today, the limit for a day. Choose one of those, or come back tomorrow.`,

  email_empty: "Enter your e-mail address",
  email_too_long: `E-mail address must be ${LONGEST_EMAIL} characters or less`,
  email_malformed: "Enter an e-mail address in the form name@example.com",
  email_taken: "There is already an account with this e-mail address. Sign in, or use another.",
  password_empty: "Enter your password",
  password_not_chosen: "Enter a password",
  password_too_short: `Password must be ${SHORTEST_PASSWORD} characters or more`,
  password_too_long: `Password must be ${LONGEST_PASSWORD} characters or less`,
  password_common: "This password is one of those that everybody tries first. Choose another.",
  password_is_site: "The name of this site is too easy to guess. Choose another password.",
  password_is_address: "Your address is known to others. Choose a password that is not made from it.",
  password_wrong: "This is not your password. Check it and try again.",
  password_none: "The account has no password yet. Set one under “Ways to sign in”.",
  last_way: "This is your only way in, so it was not removed. Set a password or add another way first.",
  sign_in_again: "It is a while since you signed in. Sign in once more, then send this again.",
  provider_down: "The other site does not answer. Nothing was changed. Try again in a few seconds.",
  email_same: "The account has this address already",
  sign_in_wrong: "The e-mail address or the password is not right. Check both and try again.",
  sign_in_too_often:
    "Too many wrong passwords were sent. This one was not checked. In a browser where you signed in before you can still try.",
  sign_in_crowded: "Too many people are signing in at this moment, so nothing was done.",
  code_empty: "Enter the code",
  code_malformed: "A code has 6 digits, and a recovery code 24 letters and digits",
  code_wrong: "This code is not right, or was used before. Enter the one that the app shows now.",
  code_too_often:
    "Too many wrong codes were sent. This one was not checked. You can still use a recovery code, or a browser where you signed in before.",
  code_over: "Too many codes were wrong, or it took too long. Sign in again.",
  account_blocked: "This account is blocked by whoever runs this site. Nobody can sign in to it.",
  passkey_wrong:
    "This passkey does not belong to an account here. Sign in with another, or with your password.",
  passkey_over: `That took more than ${CHALLENGE_MINUTES} minutes, or was sent twice. Try again.`,
  passkeys_full: `You have ${MOST_PASSKEYS} passkeys, the most there can be. Remove one first.`,
  passkeys_not_here: "Passkeys do not work at this address. Open the site at its own address to use them.",
  passkey_name_empty: "Enter a name for the passkey",
  passkey_name_too_long: `Name must be ${LONGEST_PASSKEY_NAME} characters or less`,
  join_closed: "No new accounts are taken here.",
  join_by_invite: "Accounts are made by invitation here. Open the link that you were sent.",
  invite_over: "This invite is used up, or its time is over. Ask for another.",
  join_too_often: "Too many accounts were asked for from your network. None was made this time.",
  mails_too_often: "Too many mails were asked for from your network. None was sent this time.",
  search_too_often: "You searched too often, so nothing was looked for this time.",
  links_too_often: "You have made too many links for now. This one was not made.",

  search_too_long: `Search must be ${LONGEST_SEARCH} characters or less`,
  search_without_words: "Search for a word or a number: there is none in what you typed",
  state_unknown: "Choose a state from the list",
  favorite_unknown: "Choose favourites or all",
  kind_unknown: "Choose edited pictures or all",
  shared_unknown: "Choose shared pictures or all",
  since_unknown: "Choose this week or any time",
  order_unknown: "Choose newest or oldest first",
  collection_unknown: "Choose one of your collections",
  collection_name_empty: "Enter a name for the collection",
  collection_name_too_long: `Name must be ${LONGEST_COLLECTION_NAME} characters or less`,
  collection_name_taken: "You have a collection of this name already. Enter another name.",
  collections_full: `You have ${MOST_COLLECTIONS} collections, the most there can be. Choose one of those, or delete one first.`,
  credits_not_whole: `Credits must be a whole number from 1 to ${formats.number(MOST_CREDITS_AN_ACT)}`,
  credits_too_few: "There are fewer credits than that to take, so none were taken.",
  line_too_long: `The line must be ${LONGEST_LINE} characters or less`,
  report_reason_empty: "Choose what is wrong with the picture",
  said_too_long: `What you say must be ${formats.number(LONGEST_SAID)} characters or less`,
  report_too_often: "Too many reports were sent. This one was not taken. Send it again later.",
  reason_empty: "Enter a reason",
  reason_too_long: `Reason must be ${LONGEST_REASON} characters or less`,
  day_malformed: "Enter a day such as 2026-03-31",
  days_reversed: "The last day is before the first",
};
