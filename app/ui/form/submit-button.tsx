import { useNavigation } from "@remix-run/react";
import { type ButtonHTMLAttributes, type MouseEvent, useEffect, useState } from "react";

/**
 * A button that, with JavaScript, says that its form is on the way, and sends it once. It is not disabled, so that the
 * focus stays. Without JavaScript a second click sends the same form again, which every action takes as one.
 */
export function SubmitButton({ children, ...button }: ButtonHTMLAttributes<HTMLButtonElement>) {
  const { state } = useNavigation();
  const [isPressed, setPressed] = useState(false);
  useEffect(() => {
    if (state === "idle") setPressed(false);
  }, [state]);
  const isSending = isPressed && state !== "idle";
  const press = (event: MouseEvent) => {
    if (isSending) event.preventDefault();
    setPressed(true);
  };
  return (
    <button type="submit" {...button} onClick={press} aria-busy={isSending || undefined}>
      {children}
    </button>
  );
}
