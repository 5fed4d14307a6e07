import { type Field, SCHEMAS } from "./schemas.server";

/** The body with which Replicate refuses an input that its model does not take; seen on 2026-08-13. */
export type SchemaRefusal = {
  detail: string;
  status: 422;
  title: "Input validation failed";
  invalid_fields: { type: string; field: string; description: string }[];
};

type Wrong = { type: string; field: string; description: string };

/**
 * Why a model refuses an input; null when it takes it. Keys that it does not know are refused, too, as Replicate may not:
 * whoever sends one has misread the schema.
 */
export function refusalOf(model: string, input: unknown): SchemaRefusal | null {
  const fields = SCHEMAS[model]?.input;
  const given = typeof input === "object" && input !== null ? (input as Record<string, unknown>) : {};
  const wrong = fields
    ? [...mistakesIn(fields, given), ...unknownIn(fields, given)]
    : [{ type: "not_found", field: "model", description: "is not known" }];
  if (wrong.length === 0) return null;
  return {
    detail: wrong.map(({ field, description }) => `- ${field}: ${description}\n`).join(""),
    status: 422,
    title: "Input validation failed",
    invalid_fields: wrong,
  };
}

function mistakesIn(fields: Readonly<Record<string, Field>>, given: Record<string, unknown>): Wrong[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const value = given[name];
    const isRequired = "isRequired" in field && field.isRequired;
    if (value === undefined)
      return isRequired ? [{ type: "required", field: "input", description: `${name} is required` }] : [];
    const said = mistakeIn(name, field, value);
    return said ? [{ ...said, field: `input.${name}` }] : [];
  });
}

function mistakeIn(name: string, field: Field, value: unknown): Omit<Wrong, "field"> | null {
  switch (field.kind) {
    case "text":
      return typeof value === "string" ? null : mustBe(name, "a string");
    case "flag":
      return typeof value === "boolean" ? null : mustBe(name, "a boolean");
    case "choice": {
      const listed = field.values.map((known) => `"${known}"`).join(", ");
      const description = `${name} must be one of the following: ${listed}`;
      return field.values.some((known) => known === value) ? null : { type: "enum", description };
    }
    case "whole":
    case "number":
      if (typeof value !== "number" || (field.kind === "whole" && !Number.isInteger(value)))
        return mustBe(name, field.kind === "whole" ? "an integer" : "a number");
      if (value < field.lowest)
        return { type: "number_gte", description: `Must be greater than or equal to ${field.lowest}` };
      if (value > field.highest)
        return { type: "number_lte", description: `Must be less than or equal to ${field.highest}` };
      return null;
    case "picture":
      return isAddress(value) ? null : mustBe(name, "a URI");
    case "pictures":
      if (!Array.isArray(value) || !value.every(isAddress)) return mustBe(name, "a list of URIs");
      return value.length <= field.most
        ? null
        : { type: "array_max_items", description: `${name} must have at most ${field.most} items` };
  }
}

function mustBe(name: string, what: string): Omit<Wrong, "field"> {
  return { type: "invalid_type", description: `${name} must be ${what}` };
}

function isAddress(value: unknown): boolean {
  return (
    typeof value === "string" && (/^data:image\/(png|jpeg|webp);base64,/.test(value) || URL.canParse(value))
  );
}

function unknownIn(fields: Readonly<Record<string, Field>>, given: Record<string, unknown>): Wrong[] {
  return Object.keys(given)
    .filter((name) => !Object.hasOwn(fields, name))
    .map((name) => ({
      type: "additional_property_not_allowed",
      field: `input.${name}`,
      description: `${name} is not allowed`,
    }));
}
