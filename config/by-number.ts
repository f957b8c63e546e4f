const collator = new Intl.Collator('en-GB', { numeric: true })

/** Order in which people expect numbered things: C5 before C13, line 9 before line 10. */
export function byNumber(left: string, right: string): number {
  return collator.compare(left, right)
}
