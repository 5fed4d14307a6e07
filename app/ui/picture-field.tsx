import { Field } from "./form";

/** A picture that came with the form before, or that it was opened with. */
export type PictureBrought = {
  /** The field that names it when the form is sent again. */
  field: "input" | "source";
  id: string;
  src: string;
};

type PictureFieldProps = { brought: PictureBrought | null; isRequired: boolean; error: string | undefined };

export function PictureField({ brought, isRequired, error }: PictureFieldProps) {
  return (
    <div className="picture-field">
      {brought && (
        <div className="brought">
          <img src={brought.src} alt="To be changed" width={160} height={160} />
          <input type="hidden" name={brought.field} value={brought.id} />
          {!isRequired && (
            <label className="check">
              <input type="checkbox" name="leave_out" value="1" /> Leave it out
            </label>
          )}
        </div>
      )}
      <Field
        name="picture"
        label={brought ? "Another picture to change" : "Picture to change"}
        hint={`${isRequired ? "" : "Optional. "}PNG, JPEG or WebP, 10 MB and 16 megapixels at most. Only you see it; places and names in it are removed.`}
        error={error}
      >
        {(field) => <input {...field} type="file" accept="image/png,image/jpeg,image/webp" />}
      </Field>
    </div>
  );
}
