import type { Mistake } from "~/http/mistakes";
import type { Shown } from "~/pictures/brought/shown.server";
import { useWords } from "~/words/words";
import { Field } from "../form/form";

type PictureFieldProps = { brought: Shown | null; isRequired: boolean; error: Mistake | undefined };

export function PictureField({ brought, isRequired, error }: PictureFieldProps) {
  const { make } = useWords();
  return (
    <div className="picture-field">
      {brought && (
        <div className="brought">
          <img src={brought.src} alt={make.toBeChanged} width={160} height={160} />
          <input type="hidden" name={brought.field} value={brought.id} />
          {!isRequired && (
            <label className="check">
              <input type="checkbox" name="leave_out" value="1" /> {make.leaveOut}
            </label>
          )}
        </div>
      )}
      <Field
        name="picture"
        label={brought ? make.anotherPicture : make.pictureToChange}
        hint={isRequired ? make.pictureHint : make.pictureHintOptional}
        error={error}
      >
        {(field) => <input {...field} type="file" accept="image/png,image/jpeg,image/webp" />}
      </Field>
    </div>
  );
}
