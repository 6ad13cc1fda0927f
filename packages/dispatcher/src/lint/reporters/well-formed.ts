const halves = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g

/** The text without halves of characters, which no UTF-8 file can hold and strict readers refuse. */
export const wellFormed = (text: string): string => text.replace(halves, '\uFFFD')
