import { BYTE_ORDER_MARK, type Cell, csvRow } from "~/downloads/csv";
import { CALLS_A_LIST, ROWS_A_CALL } from "../limits";

/** A list of any length: its columns, and what reads the rows behind the last one that was read. */
export type List<Row extends Record<string, Cell>> = {
  columns: readonly (keyof Row & string)[];
  /** At most `ROWS_A_CALL` rows, in their order; fewer only at the end. `null` at the beginning. */
  after: (last: Row | null) => Promise<Row[]>;
  /** Rows that are read and not written. */
  isLeftOut?: (row: Row) => boolean;
};

/** The list as CSV, read a stretch at a time while somebody takes it: memory holds one stretch. */
export async function* csvOf<Row extends Record<string, Cell>>({
  columns,
  after,
  isLeftOut = () => false,
}: List<Row>): AsyncGenerator<Uint8Array, void> {
  const encoder = new TextEncoder();
  yield encoder.encode(BYTE_ORDER_MARK + csvRow(columns));
  let last: Row | null = null;
  for (let call = 0; call < CALLS_A_LIST; call++) {
    const rows: Row[] = await after(last);
    last = rows.at(-1) ?? null;
    const written = rows.filter((row) => !isLeftOut(row));
    if (written.length > 0)
      yield encoder.encode(
        written.map((row) => csvRow(columns.map((column) => row[column] ?? null))).join(""),
      );
    if (rows.length < ROWS_A_CALL) return;
  }
}
