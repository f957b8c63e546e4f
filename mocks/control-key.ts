/** Header that carries the control key. A candidate does not know the key, so it cannot touch what it is judged by. */
export const CONTROL_KEY_HEADER = 'x-assay-control'
