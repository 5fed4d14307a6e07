/** Names of folders and files of app/, from the top floor down. */
export const FLOORS: string[][];
