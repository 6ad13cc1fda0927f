/** Ports to try for the page, where none is asked for: beside the catcher's 8025, then a free one. */
export const usualPorts: readonly number[] = [8026, 0]
