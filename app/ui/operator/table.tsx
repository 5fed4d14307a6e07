import type { ReactNode } from "react";

type TableProps = {
  heads: string[];
  rows: { key: string; cells: ReactNode[] }[];
  /** What stands there when there are no rows. */
  none: string;
  /** All cells are short figures, and few stand beside each other. */
  isOfFigures?: true;
};

/** A table whose rows are boxes on a phone, each cell with the name of its column before it; one of figures stays a table. */
export function Table({ heads, rows, none, isOfFigures }: TableProps) {
  if (rows.length === 0) return <p>{none}</p>;
  return (
    <table className={isOfFigures ? "records figures" : "records boxes"}>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells }) => (
          <tr key={key}>
            {cells.map((cell, index) => (
              <td key={heads[index]} data-head={heads[index]}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
