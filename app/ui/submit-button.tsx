import { useNavigation } from "@remix-run/react";
import { type ButtonHTMLAttributes, useEffect, useState } from "react";

/**
 * Says, with JavaScript, that its form is on the way. Not disabled: the focus stays, and what a second click sends is
 * the same form again, which every action takes as one.
 */
export function SubmitButton({ children, ...button }: ButtonHTMLAttributes<HTMLButtonElement>) {
  const { state } = useNavigation();
  const [isPressed, setPressed] = useState(false);
  useEffect(() => {
    if (state === "idle") setPressed(false);
  }, [state]);
  return (
    <button
      type="submit"
      {...button}
      onClick={() => setPressed(true)}
      aria-busy={(isPressed && state !== "idle") || undefined}
    >
      {children}
    </button>
  );
}
