import type { Qr as QrCode } from "~/accounts/factor/totp.server";

/** A code for cameras, drawn in the page: the policy of pages allows no image but a file of ours. */
export function Qr({ code: { size, path }, label }: { code: QrCode; label: string }) {
  return (
    <svg
      className="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path className="qr-ground" d={`M0 0h${size}v${size}h-${size}z`} />
      <path className="qr-modules" d={path} />
    </svg>
  );
}
