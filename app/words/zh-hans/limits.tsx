import type { Words } from "../words";

export const limits: Words["limits"] = {
  againFrom: (when) => <>{when} 之后可以再次提交。</>,
};
