/**
 * Characters that a reader does not see but that change what he sees: control characters (terminal escapes among them),
 * marks that reverse the direction of text, and characters without width.
 */
// oxlint-disable-next-line no-control-regex -- control characters are what it is about
const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g

/** Text from a candidate, made safe to look at: what is invisible is spelt out, `⟨U+202E⟩`. */
export const visible = (text: string): string =>
  text.replace(INVISIBLE, (character) => `⟨U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}⟩`)
