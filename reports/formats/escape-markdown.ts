/** One line of text inside Markdown: no markup, no HTML. */
export const escapeMarkdown = (line: string): string =>
  line
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_[\]#!|~$]/g, '\\$&')
