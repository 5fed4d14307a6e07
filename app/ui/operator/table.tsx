import type { ReactNode } from "react";

type TableProps = {
  heads: string[];
  rows: { key: string; cells: ReactNode[] }[];
  /** What stands there when there are no rows. */
  none: string;
};

/** A table whose rows are boxes on a phone, each cell with the name of its column before it. */
export function Table({ heads, rows, none }: TableProps) {
  if (rows.length === 0) return <p>{none}</p>;
  return (
    <table className="records boxes">
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
