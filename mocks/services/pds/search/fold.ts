/** Upper case without accents and surplus spaces, so that `Kociński ` and `KOCINSKI` are the same name. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .trim()
    .replace(/\s+/g, ' ')
    .toUpperCase()
}
