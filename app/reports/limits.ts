/** Reports from one network address: five, then one in ten minutes. */
export const REPORTS_FROM_A_NETWORK = { atOnce: 5, everySeconds: 600 };
/** Reports of one picture, whoever sends them: they all say the same. */
export const REPORTS_OF_A_PICTURE = { atOnce: 10, everySeconds: 3_600 };
/** Reports on the whole site: a flood of them hides those that matter. */
export const REPORTS_OF_ALL = { atOnce: 200, everySeconds: 300 };
