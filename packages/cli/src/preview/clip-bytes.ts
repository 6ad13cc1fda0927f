/** Where Gmail cuts a mail and shows "[Message clipped]": near 102 KB of its HTML, decoded. */
export const clipBytes = 102_000
