import "react";

// Attributes of HTML that React 18 hands through as they are, and whose types come with React 19.
declare module "react" {
  interface HTMLAttributes<T> {
    popover?: "auto" | "manual";
  }
  interface ButtonHTMLAttributes<T> {
    popovertarget?: string;
    command?: "show-modal" | "close" | "toggle-popover";
    commandfor?: string;
  }
  interface DetailsHTMLAttributes<T> {
    name?: string;
  }
  interface DialogHTMLAttributes<T> {
    closedby?: "any" | "closerequest" | "none";
  }
}
